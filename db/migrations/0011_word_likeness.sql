-- Up Migration

-- What a misspelt word was meant to be is asked for by likeness: this index reads the likest first, the old one had to weigh all.
drop index search_word_trigrams;
create index search_word_likeness on search_word using gist (word gist_trgm_ops (siglen = 64));
