"""The playground: the rules it keeps, the faults it makes, and the clients it has to please."""
