"""Who is named in a text: noun phrases, what kind of somebody they name, who is the same."""
