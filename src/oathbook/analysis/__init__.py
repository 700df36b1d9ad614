"""Answers made of entries: who, timeline, why, and the score of an extractor against gold."""
