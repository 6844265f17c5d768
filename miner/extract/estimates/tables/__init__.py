"""Tables of full texts: what their columns and labels are, and the estimates that their cells hold."""
