"""The seat in Inspect: arguments, provider, registry, running without a log."""
