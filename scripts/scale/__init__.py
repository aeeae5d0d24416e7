"""Many processes of one bot on one machine: to try, to load and to break."""
