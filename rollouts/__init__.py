"""The rules of two-stage releases: plain values in, plain values out.

Nothing here knows Slack, SQL, a loop, a log, the environment or a clock. Times are aware UTC datetimes,
dates are days in the workspace's time zone, and `now` is always an argument.
"""
