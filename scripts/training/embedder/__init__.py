"""What training the embedder is made of: labels, packed crops, views, losses, networks and figures."""
