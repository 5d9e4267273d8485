"""The HTTP port: health and metrics, what is live for programs, and Slack itself where it comes over HTTP."""
