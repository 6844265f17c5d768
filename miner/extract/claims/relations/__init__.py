"""The relations that a clause states, by their wordings."""
