"""Five mitigations in the interface: what may stand around an assistant so that it does not seem a person."""
