"""The movements of the conversation, one file each."""
