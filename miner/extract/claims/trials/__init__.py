"""What the sentences of a trial say of its two arms where no clause states it."""
