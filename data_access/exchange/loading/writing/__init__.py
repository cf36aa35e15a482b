"""Writing a plan: plain rows in bulk, histories through the triggers."""
