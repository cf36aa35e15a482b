"""Letters to organisations: their texts, the outbox they wait in, and sending them."""
