"""Claims proposed by a language model behind an OpenAI-compatible server, held to the same gate as all others.

`schema` says what may come back, `prompt` what is asked, `client` asks within a budget, `cache` keeps answers
by content, `gate` lets through what stands in the text word for word, `extractor` puts them together. Off
unless a user names a server and a model: nothing else in Oathbook sends a report anywhere.
"""

from oathbook.extraction.llm.client import Budget, Client
from oathbook.extraction.llm.extractor import ModelExtractor, build_model_extractor

__all__ = ["Budget", "Client", "ModelExtractor", "build_model_extractor"]
