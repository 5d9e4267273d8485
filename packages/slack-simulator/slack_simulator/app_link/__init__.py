"""Between the workspace and the app: requests out, acks and answers in, over a socket or over HTTP."""
