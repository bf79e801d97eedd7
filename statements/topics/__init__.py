"""What statements are about: a maintained list of topics, and the rules that find them in words."""

from statements.topics.finding import Evidence, Found, find_topics
from statements.topics.taxonomy import BadTaxonomy, Taxonomy, TopicEntry, taxonomy

__all__ = ["BadTaxonomy", "Evidence", "Found", "Taxonomy", "TopicEntry", "find_topics", "taxonomy"]
