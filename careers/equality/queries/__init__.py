"""Every read of equality answers: `own` is for the person themself, `totals` for the board and nobody else."""
