"""The chain of seals over the audit log: a changed or missing row shows."""
