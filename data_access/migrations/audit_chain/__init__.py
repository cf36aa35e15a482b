"""The chain of seals over the audit log, wider audit triggers, and the results of `verify`."""
