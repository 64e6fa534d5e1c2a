"""Reports of attacks read as one scene: who did it, to whom, to what, with what."""
