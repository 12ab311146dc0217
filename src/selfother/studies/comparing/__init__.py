"""Any two Inspect logs side by side: paired by sample, clustered, without torch."""
