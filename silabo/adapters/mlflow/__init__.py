"""An MLflow server: it keeps runs of evaluation, and hands out registered models."""
