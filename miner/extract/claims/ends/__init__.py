"""What the ends of a claim name, in their own sentence or elsewhere in the document."""
