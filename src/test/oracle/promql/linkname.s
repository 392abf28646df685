// A package with a function that lies elsewhere needs a file of assembly, if an empty one.
