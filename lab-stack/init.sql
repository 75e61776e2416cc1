-- Runs once, as the superuser, on an empty database called "surge".
-- The app's password is passed in as the session setting surge.app_password.

CREATE SCHEMA surge_lab;

-- So that queries can say "counter" instead of "surge_lab.counter".
ALTER DATABASE surge SET search_path = surge_lab;

-- One row for each strategy; the app adds the rows when it starts.
CREATE TABLE surge_lab.counter (
  strategy text PRIMARY KEY,
  value integer NOT NULL
);

-- One row for each hit, for strategies that store hits instead of a number.
-- No unique constraint, on purpose: a hit that was stored twice must show up twice.
CREATE TABLE surge_lab.hits (
  strategy text NOT NULL,
  hit_id text NOT NULL
);

-- For strategies that spread their counter over several rows; the count is their sum.
CREATE TABLE surge_lab.slots (
  strategy text NOT NULL,
  slot integer NOT NULL,
  value integer NOT NULL,
  PRIMARY KEY (strategy, slot)
);

-- Hits that wait in PostgreSQL to be processed, oldest first; for "rabbitmq", the hits that its workers hold.
CREATE TABLE surge_lab.queue (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  strategy text NOT NULL,
  hit_id text NOT NULL
);

-- The batches that "batched" has already added to its counter.
CREATE TABLE surge_lab.applied_batches (
  id uuid PRIMARY KEY
);

-- The hits that "stream" and "rabbitmq" have already stored. A separate table, because "hits" must show duplicates.
CREATE TABLE surge_lab.applied_hits (
  strategy text NOT NULL,
  hit_id text NOT NULL,
  PRIMARY KEY (strategy, hit_id)
);

-- For "kafka", the next offset to read in each partition. A topic that is recreated has a new id.
CREATE TABLE surge_lab.kafka_offsets (
  topic_id uuid NOT NULL,
  partition integer NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic_id, partition)
);

-- The app's role is not a superuser: it gets none of the connections that are reserved for superusers (3 of 20 by
-- default), and has only the privileges that it needs.
DO $$
BEGIN
  EXECUTE format('CREATE ROLE surge_app LOGIN PASSWORD %L', current_setting('surge.app_password'));
END
$$;

-- The app asks for this limit when it connects. PgBouncer, which shares its connections, cannot pass that on. (Its limit
-- for idle transactions is not set here: a worker that is walked step by step stands in one for as long as it likes.)
ALTER ROLE surge_app SET statement_timeout = '3s';

REVOKE ALL ON DATABASE surge FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE surge TO surge_app;
GRANT USAGE ON SCHEMA surge_lab TO surge_app;
GRANT SELECT, INSERT, UPDATE ON surge_lab.counter TO surge_app;
GRANT SELECT, INSERT ON surge_lab.hits TO surge_app;
GRANT SELECT, INSERT, UPDATE ON surge_lab.slots, surge_lab.kafka_offsets TO surge_app;
-- SELECT … FOR UPDATE requires the UPDATE privilege.
GRANT SELECT, INSERT, UPDATE, DELETE ON surge_lab.queue TO surge_app;
GRANT SELECT, INSERT ON surge_lab.applied_batches, surge_lab.applied_hits TO surge_app;
