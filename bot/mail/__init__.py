"""E-mail: mails that go out are made safe and sent; those that come in become values the rules can use."""
