"""The feeds of the vendor's news at the edge: fetched with care, and looked at by the heart's beat."""
