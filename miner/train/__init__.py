"""Training of the embedded tagger: the corpora, the recipe, the scores, the model card."""
