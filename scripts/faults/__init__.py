"""Processes, databases, lines, disks, clocks that fail while people chat: what is lost, what said twice?"""
