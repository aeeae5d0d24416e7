"""Processes, databases, lines, disks and clocks that fail while people chat: what is lost, what said twice?"""
