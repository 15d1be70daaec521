-- The tables of version 1, as they were made then: never changed.
CREATE TABLE polydigest_schema (
    id INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE polydigest_entries (
    fingerprint VARCHAR NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (fingerprint)
);
CREATE TABLE polydigest_seen (
    article VARCHAR NOT NULL,
    run VARCHAR NOT NULL,
    PRIMARY KEY (article)
);
CREATE TABLE polydigest_translations (
    fingerprint VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    text TEXT NOT NULL,
    translation TEXT NOT NULL,
    PRIMARY KEY (fingerprint, target, sha256)
);
CREATE TABLE polydigest_answers (
    id VARCHAR(64) NOT NULL,
    url TEXT NOT NULL,
    fetched VARCHAR NOT NULL,
    status INTEGER NOT NULL,
    final_url TEXT NOT NULL,
    moved_to TEXT,
    media_type TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    robots_tag TEXT NOT NULL,
    tdm_reservation TEXT NOT NULL,
    sha256 VARCHAR(64),
    not_before VARCHAR,
    PRIMARY KEY (id)
);
CREATE TABLE polydigest_items (
    source VARCHAR(64) NOT NULL,
    id VARCHAR(64) NOT NULL,
    fingerprint VARCHAR NOT NULL,
    location TEXT NOT NULL,
    outcome VARCHAR NOT NULL,
    reason TEXT,
    settled VARCHAR NOT NULL,
    PRIMARY KEY (source, id)
);
CREATE TABLE polydigest_sources (
    id VARCHAR(64) NOT NULL,
    location TEXT NOT NULL,
    first_tried VARCHAR NOT NULL,
    last_tried VARCHAR NOT NULL,
    last_success VARCHAR,
    failures INTEGER NOT NULL,
    error TEXT,
    reported VARCHAR,
    newest VARCHAR,
    done VARCHAR,
    PRIMARY KEY (id)
);
CREATE TABLE polydigest_versions (
    id VARCHAR(64) NOT NULL,
    version INTEGER NOT NULL,
    location TEXT NOT NULL,
    article VARCHAR NOT NULL,
    text_sha256 VARCHAR(64) NOT NULL,
    title TEXT NOT NULL,
    source VARCHAR(64) NOT NULL,
    seen VARCHAR NOT NULL,
    changed TEXT,
    PRIMARY KEY (id, version)
);
CREATE INDEX ix_polydigest_versions_source ON polydigest_versions (source);
CREATE INDEX ix_polydigest_versions_article ON polydigest_versions (article);
INSERT INTO polydigest_schema (id, version) VALUES (1, 1), (2, 1);
