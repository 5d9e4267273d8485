"""Where a workspace's releases, integrations, cases and deliveries are kept: the only SQL there is.

Others take the `Database` from `storage.database` and the named errors from `storage.errors`; values of
`rollouts/` go in and come out, rows never do.
"""
