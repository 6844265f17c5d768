"""A trial's arms: the words that name them, and which side a piece of text tells of."""
