"""The process: settings, wiring, the gateways, clock, lifecycle, logs, command line and demo."""
