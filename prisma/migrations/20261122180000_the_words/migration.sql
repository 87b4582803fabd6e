-- Search folds: accents off, letters and digits only, "St" and "Ste" written out.
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE FUNCTION search_key(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary, value)),
    '[^a-z0-9]+', ' ', 'g'), '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'))
$$;

-- Ten characters of Crockford's base 32, 50 random bits: public ids that say nothing about their owner.
CREATE FUNCTION short_id() RETURNS text LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', (get_byte(u.bytes, i) & 31) + 1, 1), '' ORDER BY i)
  FROM (SELECT uuid_send(gen_random_uuid()) AS bytes) u,
       unnest(ARRAY[0, 1, 2, 3, 4, 5, 10, 11, 12, 13]) AS i
$$;

-- CreateEnum
CREATE TYPE "instance_mode" AS ENUM ('demo', 'live');

-- CreateEnum
CREATE TYPE "election_kind" AS ENUM ('general', 'primary', 'by_election');

-- CreateEnum
CREATE TYPE "candidacy_status" AS ENUM ('announced', 'standing', 'withdrawn', 'invalidated');

-- CreateEnum
CREATE TYPE "nomination_status" AS ENUM ('announced', 'frozen', 'disputed', 'confirmed', 'withdrawn');

-- CreateEnum
CREATE TYPE "contest_event_kind" AS ENUM ('vote', 'frozen', 'referred', 'decided', 'lifted');

-- CreateEnum
CREATE TYPE "organization_kind" AS ENUM ('ngo', 'party');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'editor', 'caller', 'viewer');

-- CreateEnum
CREATE TYPE "candidacy_role" AS ENUM ('candidate', 'substitute');

-- CreateEnum
CREATE TYPE "link_kind" AS ENUM ('personal', 'manage');

-- CreateEnum
CREATE TYPE "mailing_status" AS ENUM ('draft', 'running', 'paused', 'finished', 'cancelled');

-- CreateEnum
CREATE TYPE "invitation_status" AS ENUM ('queued', 'sending', 'accepted', 'refused', 'bounced', 'in_doubt', 'cancelled');

-- CreateEnum
CREATE TYPE "signature_method" AS ENUM ('personal_link', 'paper', 'public_statement', 'attested', 'passkey');

-- CreateEnum
CREATE TYPE "answer_value" AS ENUM ('yes', 'with_reservation', 'no');

-- CreateEnum
CREATE TYPE "signature_event_kind" AS ENUM ('withdrawn', 'disputed', 'resolved', 'lapsed', 'erased');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('queued', 'sending', 'accepted', 'refused', 'in_doubt', 'waiting');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('previewed', 'committed', 'undone');

-- CreateTable
CREATE TABLE "instance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mode" "instance_mode" NOT NULL,
    "name" TEXT NOT NULL DEFAULT 'Signataires',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "clock_shift" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "stepped_up_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "user_id" UUID,
    "link_id" UUID,
    "organization_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "scheme" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT COLLATE "C" GENERATED ALWAYS AS (search_key("name")) STORED NOT NULL,
    "time_zone" TEXT,
    "parent_id" UUID,
    "population" INTEGER,
    "shape" JSONB,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area_alias" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "area_id" UUID NOT NULL,
    "scheme" TEXT NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "key" TEXT COLLATE "C" GENERATED ALWAYS AS (search_key("name")) STORED NOT NULL,

    CONSTRAINT "area_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postcode" (
    "country" CHAR(2) NOT NULL,
    "code" TEXT NOT NULL,
    "area_id" UUID NOT NULL,

    CONSTRAINT "postcode_pkey" PRIMARY KEY ("country","code","area_id")
);

-- CreateTable
CREATE TABLE "area_part" (
    "part_id" UUID NOT NULL,
    "whole_id" UUID NOT NULL,
    "is_partial" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "area_part_pkey" PRIMARY KEY ("part_id","whole_id")
);

-- CreateTable
CREATE TABLE "election" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "kind" "election_kind" NOT NULL DEFAULT 'general',
    "name" JSONB NOT NULL,
    "country" CHAR(2) NOT NULL,
    "area_scheme" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "parent_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "election_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "election_round" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "election_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "polling_date" DATE NOT NULL,
    "closes_at" TEXT NOT NULL DEFAULT '20:00',

    CONSTRAINT "election_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "polling_date" (
    "round_id" UUID NOT NULL,
    "area_id" UUID NOT NULL,
    "polling_date" DATE NOT NULL,
    "closes_at" TEXT NOT NULL DEFAULT '20:00',
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "polling_date_pkey" PRIMARY KEY ("round_id","area_id")
);

-- CreateTable
CREATE TABLE "ballot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "election_id" UUID NOT NULL,
    "area_id" UUID NOT NULL,
    "seats" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "public_id" TEXT NOT NULL DEFAULT short_id(),
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "key" TEXT COLLATE "C" GENERATED ALWAYS AS (search_key("given_name" || ' ' || "family_name")) STORED NOT NULL,
    "gender" TEXT,
    "birth_date" DATE,
    "profession" TEXT,
    "merged_into_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_identifier" (
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "person_identifier_pkey" PRIMARY KEY ("scheme","value")
);

-- CreateTable
CREATE TABLE "candidacy" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "public_id" TEXT NOT NULL DEFAULT short_id(),
    "ballot_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "substitute_id" UUID,
    "panel_number" INTEGER,
    "nuance_code" TEXT,
    "nuance_label" TEXT,
    "party_label" TEXT,
    "is_incumbent" BOOLEAN,
    "status" "candidacy_status" NOT NULL DEFAULT 'standing',
    "source" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidacy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidacy_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "candidacy_id" UUID NOT NULL,
    "status" "candidacy_status" NOT NULL,
    "date" DATE NOT NULL,
    "source_title" TEXT NOT NULL,
    "source_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidacy_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nomination" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "candidacy_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'nomination',

    CONSTRAINT "nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nomination_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "nomination_id" UUID NOT NULL,
    "status" "nomination_status" NOT NULL,
    "date" DATE NOT NULL,
    "until" DATE,
    "source_title" TEXT NOT NULL,
    "source_url" TEXT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nomination_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nomination_contest" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" UUID NOT NULL,
    "ballot_id" UUID,
    "title" TEXT NOT NULL,
    "registered" INTEGER,
    "voters" INTEGER,

    CONSTRAINT "nomination_contest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contender" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "contest_id" UUID NOT NULL,
    "person_id" UUID,
    "label" TEXT,
    "votes" INTEGER,

    CONSTRAINT "contender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contest_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "contest_id" UUID NOT NULL,
    "kind" "contest_event_kind" NOT NULL,
    "date" DATE NOT NULL,
    "other_date" DATE,
    "until" DATE,
    "source_title" TEXT NOT NULL,
    "source_url" TEXT,
    "note" TEXT,

    CONSTRAINT "contest_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "result" (
    "candidacy_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "area_id" UUID NOT NULL,
    "votes" INTEGER,
    "share" DECIMAL(6,3),
    "is_elected" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "result_pkey" PRIMARY KEY ("candidacy_id","round","area_id")
);

-- CreateTable
CREATE TABLE "turnout" (
    "ballot_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "area_id" UUID NOT NULL,
    "registered" INTEGER,
    "voters" INTEGER,
    "blank" INTEGER,
    "spoilt" INTEGER,
    "blank_or_spoilt" INTEGER,
    "cast" INTEGER,

    CONSTRAINT "turnout_pkey" PRIMARY KEY ("ballot_id","round","area_id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "kind" "organization_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "website" TEXT,
    "reply_to" TEXT,
    "phone" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","organization_id")
);

-- CreateTable
CREATE TABLE "form" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "election_id" UUID NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_author" (
    "form_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "is_lead" BOOLEAN NOT NULL DEFAULT false,
    "consented_at" TIMESTAMPTZ(3),

    CONSTRAINT "form_author_pkey" PRIMARY KEY ("form_id","organization_id")
);

-- CreateTable
CREATE TABLE "form_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "form_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "introduction" JSONB NOT NULL,
    "validity" JSONB NOT NULL,
    "minimum" INTEGER,
    "hash" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3),
    "published_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lineage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lineage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engagement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "lineage_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "text" JSONB NOT NULL,
    "why" JSONB NOT NULL,

    CONSTRAINT "engagement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "link_kind" NOT NULL,
    "form_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "link_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL DEFAULT 'candidate',
    "channel" TEXT NOT NULL DEFAULT 'email',
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "found_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),
    "stop_reason" TEXT,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_stop" (
    "organization_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_stop_pkey" PRIMARY KEY ("organization_id","candidacy_id","role")
);

-- CreateTable
CREATE TABLE "mailing" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "form_id" UUID NOT NULL,
    "status" "mailing_status" NOT NULL DEFAULT 'draft',
    "subject" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'fr',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "mailing_id" UUID NOT NULL,
    "form_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL DEFAULT 'candidate',
    "contact_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "status" "invitation_status" NOT NULL DEFAULT 'queued',
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),
    "reply" TEXT,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_attempt" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "form_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL DEFAULT 'candidate',
    "organization_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT,
    "user_id" UUID,
    "invitation_id" UUID,

    CONSTRAINT "contact_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "version_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL,
    "answers" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signature" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "public_id" TEXT NOT NULL DEFAULT short_id(),
    "form_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "method" "signature_method" NOT NULL DEFAULT 'personal_link',
    "level" TEXT NOT NULL DEFAULT 'A1',
    "evidence" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID,

    CONSTRAINT "signature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "signature_id" UUID NOT NULL,
    "engagement_id" UUID NOT NULL,
    "value" "answer_value" NOT NULL,
    "comment" TEXT,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("signature_id","engagement_id")
);

-- CreateTable
CREATE TABLE "signature_event" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "signature_id" UUID NOT NULL,
    "kind" "signature_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT,
    "link_id" UUID,

    CONSTRAINT "signature_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decline" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "form_id" UUID NOT NULL,
    "candidacy_id" UUID NOT NULL,
    "role" "candidacy_role" NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "link_id" UUID,

    CONSTRAINT "decline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "location" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "locale" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "organization_id" UUID,
    "status" "mail_status" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reply" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "election_id" UUID,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "status" "import_status" NOT NULL DEFAULT 'committed',
    "counts" JSONB NOT NULL,
    "user_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "reason" TEXT NOT NULL,
    "row" JSONB NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "login_link_token_hash_key" ON "login_link"("token_hash");

-- CreateIndex
CREATE INDEX "audit_event_subject_kind_subject_id_at_idx" ON "audit_event"("subject_kind", "subject_id", "at");

-- CreateIndex
CREATE INDEX "audit_event_organization_id_at_idx" ON "audit_event"("organization_id", "at");

-- CreateIndex
CREATE INDEX "area_parent_id_idx" ON "area"("parent_id");

-- CreateIndex
CREATE INDEX "area_level_country_idx" ON "area"("level", "country");

-- CreateIndex
CREATE UNIQUE INDEX "area_scheme_code_key" ON "area"("scheme", "code");

-- CreateIndex
CREATE INDEX "area_alias_area_id_idx" ON "area_alias"("area_id");

-- CreateIndex
CREATE UNIQUE INDEX "area_alias_scheme_code_area_id_name_key" ON "area_alias"("scheme", "code", "area_id", "name");

-- CreateIndex
CREATE INDEX "postcode_area_id_idx" ON "postcode"("area_id");

-- CreateIndex
CREATE INDEX "area_part_whole_id_idx" ON "area_part"("whole_id");

-- CreateIndex
CREATE UNIQUE INDEX "election_slug_key" ON "election"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "election_round_election_id_number_key" ON "election_round"("election_id", "number");

-- CreateIndex
CREATE INDEX "ballot_area_id_idx" ON "ballot"("area_id");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_election_id_area_id_key" ON "ballot"("election_id", "area_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_public_id_key" ON "person"("public_id");

-- CreateIndex
CREATE INDEX "person_family_name_given_name_idx" ON "person"("family_name", "given_name");

-- CreateIndex
CREATE INDEX "person_identifier_person_id_idx" ON "person_identifier"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidacy_public_id_key" ON "candidacy"("public_id");

-- CreateIndex
CREATE INDEX "candidacy_person_id_idx" ON "candidacy"("person_id");

-- CreateIndex
CREATE INDEX "candidacy_substitute_id_idx" ON "candidacy"("substitute_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidacy_ballot_id_person_id_key" ON "candidacy"("ballot_id", "person_id");

-- CreateIndex
CREATE INDEX "candidacy_event_candidacy_id_date_idx" ON "candidacy_event"("candidacy_id", "date");

-- CreateIndex
CREATE INDEX "nomination_organization_id_idx" ON "nomination"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "nomination_candidacy_id_organization_id_key" ON "nomination"("candidacy_id", "organization_id");

-- CreateIndex
CREATE INDEX "nomination_event_nomination_id_date_idx" ON "nomination_event"("nomination_id", "date");

-- CreateIndex
CREATE INDEX "contender_contest_id_idx" ON "contender"("contest_id");

-- CreateIndex
CREATE INDEX "contest_event_contest_id_date_idx" ON "contest_event"("contest_id", "date");

-- CreateIndex
CREATE INDEX "result_area_id_idx" ON "result"("area_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "organization_kind_name_key" ON "organization"("kind", "name");

-- CreateIndex
CREATE INDEX "membership_organization_id_idx" ON "membership"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_slug_key" ON "form"("slug");

-- CreateIndex
CREATE INDEX "form_author_organization_id_idx" ON "form_author"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_version_form_id_number_key" ON "form_version"("form_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "theme_version_id_position_key" ON "theme"("version_id", "position");

-- CreateIndex
CREATE INDEX "engagement_theme_id_idx" ON "engagement"("theme_id");

-- CreateIndex
CREATE UNIQUE INDEX "engagement_version_id_position_key" ON "engagement"("version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "engagement_version_id_lineage_id_key" ON "engagement"("version_id", "lineage_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_token_hash_key" ON "link"("token_hash");

-- CreateIndex
CREATE INDEX "link_candidacy_id_idx" ON "link"("candidacy_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_report_link_id_kind_key" ON "link_report"("link_id", "kind");

-- CreateIndex
CREATE INDEX "contact_candidacy_id_idx" ON "contact"("candidacy_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_organization_id_candidacy_id_role_channel_value_key" ON "contact"("organization_id", "candidacy_id", "role", "channel", "value");

-- CreateIndex
CREATE INDEX "mailing_form_id_idx" ON "mailing"("form_id");

-- CreateIndex
CREATE INDEX "invitation_mailing_id_status_idx" ON "invitation"("mailing_id", "status");

-- CreateIndex
CREATE INDEX "invitation_candidacy_id_idx" ON "invitation"("candidacy_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_form_id_candidacy_id_role_key" ON "invitation"("form_id", "candidacy_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "contact_attempt_invitation_id_key" ON "contact_attempt"("invitation_id");

-- CreateIndex
CREATE INDEX "contact_attempt_form_id_candidacy_id_at_idx" ON "contact_attempt"("form_id", "candidacy_id", "at");

-- CreateIndex
CREATE INDEX "contact_attempt_candidacy_id_idx" ON "contact_attempt"("candidacy_id");

-- CreateIndex
CREATE INDEX "signing_draft_candidacy_id_idx" ON "signing_draft"("candidacy_id");

-- CreateIndex
CREATE UNIQUE INDEX "signing_draft_version_id_candidacy_id_role_key" ON "signing_draft"("version_id", "candidacy_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "signature_public_id_key" ON "signature"("public_id");

-- CreateIndex
CREATE INDEX "signature_candidacy_id_idx" ON "signature"("candidacy_id");

-- CreateIndex
CREATE INDEX "signature_person_id_idx" ON "signature"("person_id");

-- CreateIndex
CREATE INDEX "signature_version_id_idx" ON "signature"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "signature_form_id_candidacy_id_role_revision_key" ON "signature"("form_id", "candidacy_id", "role", "revision");

-- CreateIndex
CREATE INDEX "answer_engagement_id_idx" ON "answer"("engagement_id");

-- CreateIndex
CREATE UNIQUE INDEX "signature_event_signature_id_kind_at_key" ON "signature_event"("signature_id", "kind", "at");

-- CreateIndex
CREATE INDEX "decline_form_id_candidacy_id_role_at_idx" ON "decline"("form_id", "candidacy_id", "role", "at");

-- CreateIndex
CREATE INDEX "decline_candidacy_id_idx" ON "decline"("candidacy_id");

-- CreateIndex
CREATE INDEX "idempotent_request_created_at_idx" ON "idempotent_request"("created_at");

-- CreateIndex
CREATE INDEX "mail_status_created_at_idx" ON "mail"("status", "created_at");

-- CreateIndex
CREATE INDEX "import_row_run_id_line_idx" ON "import_row"("run_id", "line");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_alias" ADD CONSTRAINT "area_alias_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postcode" ADD CONSTRAINT "postcode_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_part" ADD CONSTRAINT "area_part_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_part" ADD CONSTRAINT "area_part_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "area"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "election" ADD CONSTRAINT "election_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "election_round" ADD CONSTRAINT "election_round_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "polling_date" ADD CONSTRAINT "polling_date_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "election_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "polling_date" ADD CONSTRAINT "polling_date_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_identifier" ADD CONSTRAINT "person_identifier_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidacy" ADD CONSTRAINT "candidacy_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidacy_event" ADD CONSTRAINT "candidacy_event_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nomination" ADD CONSTRAINT "nomination_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nomination" ADD CONSTRAINT "nomination_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nomination_event" ADD CONSTRAINT "nomination_event_nomination_id_fkey" FOREIGN KEY ("nomination_id") REFERENCES "nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nomination_contest" ADD CONSTRAINT "nomination_contest_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nomination_contest" ADD CONSTRAINT "nomination_contest_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contender" ADD CONSTRAINT "contender_contest_id_fkey" FOREIGN KEY ("contest_id") REFERENCES "nomination_contest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contender" ADD CONSTRAINT "contender_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contest_event" ADD CONSTRAINT "contest_event_contest_id_fkey" FOREIGN KEY ("contest_id") REFERENCES "nomination_contest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turnout" ADD CONSTRAINT "turnout_ballot_id_fkey" FOREIGN KEY ("ballot_id") REFERENCES "ballot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turnout" ADD CONSTRAINT "turnout_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form" ADD CONSTRAINT "form_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_author" ADD CONSTRAINT "form_author_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_author" ADD CONSTRAINT "form_author_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form_version" ADD CONSTRAINT "form_version_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "form_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "form_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_lineage_id_fkey" FOREIGN KEY ("lineage_id") REFERENCES "lineage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_report" ADD CONSTRAINT "link_report_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_stop" ADD CONSTRAINT "contact_stop_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_stop" ADD CONSTRAINT "contact_stop_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailing" ADD CONSTRAINT "mailing_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_mailing_id_fkey" FOREIGN KEY ("mailing_id") REFERENCES "mailing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_attempt" ADD CONSTRAINT "contact_attempt_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_attempt" ADD CONSTRAINT "contact_attempt_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_attempt" ADD CONSTRAINT "contact_attempt_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_draft" ADD CONSTRAINT "signing_draft_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "form_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_draft" ADD CONSTRAINT "signing_draft_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "form_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature" ADD CONSTRAINT "signature_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_engagement_id_fkey" FOREIGN KEY ("engagement_id") REFERENCES "engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signature_event" ADD CONSTRAINT "signature_event_signature_id_fkey" FOREIGN KEY ("signature_id") REFERENCES "signature"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decline" ADD CONSTRAINT "decline_form_id_fkey" FOREIGN KEY ("form_id") REFERENCES "form"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decline" ADD CONSTRAINT "decline_candidacy_id_fkey" FOREIGN KEY ("candidacy_id") REFERENCES "candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_election_id_fkey" FOREIGN KEY ("election_id") REFERENCES "election"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The clock of every rule: the database's own, which tests may shift.
CREATE FUNCTION signataires_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp())
    + make_interval(secs => coalesce((SELECT clock_shift FROM instance WHERE id = 1), 0))
$$;

-- Search: one range-scannable key (collation "C"), and trigrams for typos.
CREATE INDEX area_key ON area (key);
CREATE INDEX area_alias_key ON area_alias (key);
CREATE INDEX person_key ON person (key);
CREATE INDEX area_key_trigram ON area USING gin (key gin_trgm_ops);
CREATE INDEX area_alias_key_trigram ON area_alias USING gin (key gin_trgm_ops);
CREATE INDEX person_key_trigram ON person USING gin (key gin_trgm_ops);

-- What must be true of every row, whoever writes it.
ALTER TABLE instance ADD CONSTRAINT instance_single CHECK (id = 1);
ALTER TABLE user_account ADD CONSTRAINT user_email_canonical CHECK (email = lower(email) AND email ~ '^[^\s,;<>@]+@[^\s,;<>@]+$');
ALTER TABLE area ADD CONSTRAINT area_not_its_own_parent CHECK (parent_id <> id);
ALTER TABLE person ADD CONSTRAINT person_gender CHECK (gender IN ('f', 'm'));
ALTER TABLE person ADD CONSTRAINT person_not_merged_into_itself CHECK (merged_into_id <> id);
ALTER TABLE candidacy ADD CONSTRAINT candidacy_two_people CHECK (substitute_id <> person_id);
ALTER TABLE candidacy ADD CONSTRAINT candidacy_panel CHECK (panel_number > 0);
ALTER TABLE election_round ADD CONSTRAINT election_round_number CHECK (number BETWEEN 1 AND 9);
ALTER TABLE nomination ADD CONSTRAINT nomination_kind CHECK (kind IN ('nomination', 'support'));
ALTER TABLE contender ADD CONSTRAINT contender_named CHECK (person_id IS NOT NULL OR label IS NOT NULL);
ALTER TABLE contender ADD CONSTRAINT contender_votes CHECK (votes >= 0);
ALTER TABLE result ADD CONSTRAINT result_says_something CHECK (votes >= 0 OR share BETWEEN 0 AND 100);
ALTER TABLE turnout ADD CONSTRAINT turnout_counts CHECK (least(registered, voters, blank, spoilt, blank_or_spoilt, "cast") >= 0);
ALTER TABLE turnout ADD CONSTRAINT turnout_blank_once CHECK (blank_or_spoilt IS NULL OR (blank IS NULL AND spoilt IS NULL));
ALTER TABLE contact ADD CONSTRAINT contact_email CHECK (channel <> 'email' OR value ~ '^[^\s,;<>@]+@[^\s,;<>@]+$');
ALTER TABLE contact ADD CONSTRAINT contact_sourced CHECK (source <> '');
ALTER TABLE form_version ADD CONSTRAINT form_version_published CHECK ((published_at IS NULL) = (hash IS NULL));
ALTER TABLE form_version ADD CONSTRAINT form_version_minimum CHECK (minimum > 0);
ALTER TABLE engagement ADD CONSTRAINT engagement_position CHECK (position > 0);
ALTER TABLE signature ADD CONSTRAINT signature_level CHECK (level IN ('A1', 'A2', 'A3', 'A4', 'A5'));
ALTER TABLE signature ADD CONSTRAINT signature_revision CHECK (revision > 0);
ALTER TABLE answer ADD CONSTRAINT answer_comment CHECK (char_length(comment) BETWEEN 1 AND 2000);
ALTER TABLE answer ADD CONSTRAINT answer_reservation_said CHECK (value <> 'with_reservation' OR comment IS NOT NULL);
ALTER TABLE decline ADD CONSTRAINT decline_reason CHECK (char_length(reason) BETWEEN 1 AND 2000);

CREATE UNIQUE INDEX form_version_one_draft ON form_version (form_id) WHERE published_at IS NULL;
CREATE UNIQUE INDEX form_author_one_lead ON form_author (form_id) WHERE is_lead;
CREATE UNIQUE INDEX link_one_personal ON link (form_id, candidacy_id, role) WHERE kind = 'personal' AND revoked_at IS NULL;

-- A signature stands on a version of its own form, an answer on an engagement of its own version.
ALTER TABLE form_version ADD CONSTRAINT form_version_of_form UNIQUE (id, form_id);
ALTER TABLE signature ADD CONSTRAINT signature_version_of_form FOREIGN KEY (version_id, form_id) REFERENCES form_version (id, form_id) ON DELETE RESTRICT;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_change_of_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a published form version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION refuse_change_of_published_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched uuid[] := ARRAY[]::uuid[];
BEGIN
  IF TG_OP <> 'INSERT' THEN touched := touched || OLD.version_id; END IF;
  IF TG_OP <> 'DELETE' THEN touched := touched || NEW.version_id; END IF;
  IF EXISTS (SELECT FROM form_version WHERE id = ANY (touched) AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a published form version never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION require_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM form_version WHERE id = NEW.version_id AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'only a published version can be signed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION require_own_engagement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM signature s JOIN engagement e ON e.version_id = s.version_id
                 WHERE s.id = NEW.signature_id AND e.id = NEW.engagement_id) THEN
    RAISE EXCEPTION 'an answer belongs to an engagement of the signed version' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER published_is_final BEFORE UPDATE OR DELETE ON form_version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_version();
CREATE TRIGGER published_is_final BEFORE INSERT OR UPDATE OR DELETE ON theme FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_text();
CREATE TRIGGER published_is_final BEFORE INSERT OR UPDATE OR DELETE ON engagement FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_text();
CREATE TRIGGER signs_published BEFORE INSERT ON signature FOR EACH ROW EXECUTE FUNCTION require_published_version();
CREATE TRIGGER answers_own_version BEFORE INSERT ON answer FOR EACH ROW EXECUTE FUNCTION require_own_engagement();
ALTER TABLE form_version ENABLE ALWAYS TRIGGER published_is_final;
ALTER TABLE theme ENABLE ALWAYS TRIGGER published_is_final;
ALTER TABLE engagement ENABLE ALWAYS TRIGGER published_is_final;
ALTER TABLE signature ENABLE ALWAYS TRIGGER signs_published;
ALTER TABLE answer ENABLE ALWAYS TRIGGER answers_own_version;

-- The role under which the application works: it owns nothing, and may only add to what is append-only.
DO $$
BEGIN
  CREATE ROLE signataires_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'signataires_app', 'SET') THEN
    EXECUTE format('GRANT signataires_app TO %I', current_user);
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO signataires_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO signataires_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO signataires_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO signataires_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO signataires_app;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_event', 'signature', 'answer', 'signature_event', 'decline', 'candidacy_event', 'nomination_event', 'link_report']
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM signataires_app', t);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only_all', t);
  END LOOP;
END $$;
