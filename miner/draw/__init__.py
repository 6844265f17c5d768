"""Pictures from the command line: exposure, mediators and outcomes; forest plots; timelines."""
