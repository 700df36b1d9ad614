"""Document -> parsed sentences: repair, segments, sentences, gate, parser, time expressions."""
