"""Every sentence and every layout: values in, Block Kit out. No calls, no queries, no settings."""
