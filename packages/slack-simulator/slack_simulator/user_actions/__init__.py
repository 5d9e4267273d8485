"""What people do, as Slack's client lets them: in channels, and with buttons, menus and forms."""
