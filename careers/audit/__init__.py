"""Who did what, when and why: every change of status, every look at a person's data by somebody else."""
