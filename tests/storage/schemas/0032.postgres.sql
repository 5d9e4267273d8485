CREATE TABLE public.accepted_risks (
    release_id integer NOT NULL,
    server character varying NOT NULL,
    workspace character varying NOT NULL,
    by character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    why character varying NOT NULL
);
CREATE TABLE public.acts (
    workspace character varying NOT NULL,
    key character varying NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.cases (
    workspace character varying NOT NULL,
    number integer NOT NULL,
    opened_by character varying NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    channel character varying NOT NULL,
    thread_channel character varying NOT NULL,
    urgent boolean NOT NULL,
    state character varying(16) NOT NULL,
    release character varying,
    server character varying,
    integrations json NOT NULL,
    summary character varying NOT NULL,
    notes json NOT NULL,
    thread character varying,
    is_guess boolean NOT NULL,
    files json NOT NULL,
    CONSTRAINT ck_cases_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'acknowledged'::character varying, 'vendor_replied'::character varying, 'workaround'::character varying, 'rolled_back'::character varying, 'hotfixed'::character varying, 'resolved'::character varying, 'false_alarm'::character varying])::text[])))
);
CREATE TABLE public.checks (
    id integer NOT NULL,
    workspace character varying NOT NULL,
    release_id integer NOT NULL,
    integration_id integer NOT NULL,
    environment character varying NOT NULL,
    name character varying NOT NULL,
    state character varying(16) CONSTRAINT checks_result_not_null NOT NULL,
    by character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    server character varying NOT NULL,
    note character varying NOT NULL,
    "case" integer,
    before json,
    CONSTRAINT ck_checks_state CHECK (((state)::text = ANY ((ARRAY['not_run'::character varying, 'passed'::character varying, 'problem'::character varying, 'not_applicable'::character varying, 'open'::character varying, 'enabled'::character varying, 'declined'::character varying, 'later'::character varying])::text[])))
);
CREATE SEQUENCE public.checks_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.checks_id_seq OWNED BY public.checks.id;
CREATE TABLE public.chosen_settings (
    workspace character varying NOT NULL,
    setting character varying NOT NULL,
    value character varying NOT NULL
);
CREATE TABLE public.deliveries (
    id bigint NOT NULL,
    workspace character varying NOT NULL,
    topic character varying NOT NULL,
    channel character varying NOT NULL,
    revision integer NOT NULL,
    action character varying(16) NOT NULL,
    state character varying(16) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    ready_at timestamp with time zone GENERATED ALWAYS AS (COALESCE(next_at, due_at)) STORED,
    attempts integer NOT NULL,
    searches integer CONSTRAINT deliveries_looks_not_null NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    message_channel character varying,
    message_id character varying,
    thread character varying,
    reason character varying NOT NULL,
    kind character varying NOT NULL,
    server character varying NOT NULL,
    number bigint NOT NULL,
    posts json,
    statement json,
    lost_at timestamp with time zone,
    wording character varying,
    CONSTRAINT ck_deliveries_action CHECK (((action)::text = ANY ((ARRAY['post'::character varying, 'update'::character varying])::text[]))),
    CONSTRAINT ck_deliveries_state CHECK (((state)::text = ANY ((ARRAY['planned'::character varying, 'claimed'::character varying, 'sent'::character varying, 'waiting'::character varying, 'unknown'::character varying, 'skipped'::character varying, 'failed'::character varying])::text[])))
);
CREATE SEQUENCE public.deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deliveries_id_seq OWNED BY public.deliveries.id;
CREATE TABLE public.drafts (
    workspace character varying NOT NULL,
    number integer NOT NULL,
    about character varying NOT NULL,
    source character varying NOT NULL,
    state character varying(16) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    by character varying NOT NULL,
    entries json NOT NULL,
    put_off_to date,
    CONSTRAINT ck_drafts_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'later'::character varying, 'entered'::character varying, 'not_for_us'::character varying, 'no_news'::character varying])::text[])))
);
CREATE TABLE public.environments (
    integration_id integer NOT NULL,
    name character varying NOT NULL,
    workspace character varying NOT NULL,
    "position" integer NOT NULL,
    server character varying NOT NULL
);
CREATE TABLE public.feeds (
    workspace character varying NOT NULL,
    name character varying NOT NULL,
    url character varying NOT NULL,
    day_order character varying NOT NULL,
    etag character varying NOT NULL,
    modified character varying NOT NULL,
    digest character varying NOT NULL,
    looked_at timestamp with time zone,
    news_at timestamp with time zone,
    trouble character varying NOT NULL,
    failures integer NOT NULL,
    next_at timestamp with time zone,
    rests_until timestamp with time zone,
    reader character varying NOT NULL,
    held_at timestamp with time zone
);
CREATE TABLE public.history (
    id integer NOT NULL,
    workspace character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    by character varying NOT NULL,
    thing character varying(16) NOT NULL,
    name character varying NOT NULL,
    folded character varying NOT NULL,
    field character varying NOT NULL,
    old character varying,
    new character varying,
    why character varying NOT NULL,
    CONSTRAINT ck_history_thing CHECK (((thing)::text = ANY ((ARRAY['release'::character varying, 'integration'::character varying, 'server'::character varying, 'setting'::character varying, 'check'::character varying])::text[])))
);
CREATE SEQUENCE public.history_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.history_id_seq OWNED BY public.history.id;
CREATE TABLE public.integrations (
    id integer NOT NULL,
    workspace character varying NOT NULL,
    name character varying NOT NULL,
    folded character varying NOT NULL,
    channel character varying NOT NULL,
    timezone character varying,
    owners json NOT NULL
);
CREATE SEQUENCE public.integrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.integrations_id_seq OWNED BY public.integrations.id;
CREATE TABLE public.looked_up (
    workspace character varying NOT NULL,
    id character varying NOT NULL,
    is_admin boolean NOT NULL,
    hindrance character varying NOT NULL,
    members json NOT NULL
);
CREATE TABLE public.mail_files (
    workspace character varying NOT NULL,
    mail integer NOT NULL,
    "position" integer NOT NULL,
    at timestamp with time zone NOT NULL,
    name character varying NOT NULL,
    content bytea NOT NULL
);
CREATE TABLE public.mail_secrets (
    workspace character varying NOT NULL,
    secret character varying NOT NULL
);
CREATE TABLE public.mailboxes (
    workspace character varying NOT NULL,
    name character varying NOT NULL,
    validity bigint NOT NULL,
    read_to bigint NOT NULL,
    reader character varying NOT NULL,
    held_at timestamp with time zone
);
CREATE TABLE public.pauses (
    workspace character varying NOT NULL,
    channel character varying NOT NULL,
    reason character varying NOT NULL,
    since timestamp with time zone NOT NULL,
    number bigint NOT NULL
);
CREATE TABLE public.received_mails (
    workspace character varying NOT NULL,
    number integer NOT NULL,
    identity character varying NOT NULL,
    message_id character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    "case" integer,
    is_from_vendor boolean NOT NULL,
    is_last_shown boolean NOT NULL,
    content json
);
CREATE TABLE public.releases (
    id integer NOT NULL,
    workspace character varying NOT NULL,
    name character varying NOT NULL,
    folded character varying NOT NULL,
    title character varying NOT NULL,
    summary character varying NOT NULL,
    affects_integrations boolean NOT NULL,
    ui_changes json NOT NULL,
    opt_ins json NOT NULL,
    docs json NOT NULL,
    owner character varying,
    former_names json NOT NULL,
    given_up json NOT NULL,
    own_key character varying NOT NULL
);
CREATE SEQUENCE public.releases_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.releases_id_seq OWNED BY public.releases.id;
CREATE TABLE public.servers (
    workspace character varying NOT NULL,
    key character varying NOT NULL,
    "position" integer NOT NULL,
    name character varying NOT NULL,
    former_name character varying,
    lag_days integer NOT NULL
);
CREATE TABLE public.shared_answers (
    workspace character varying NOT NULL,
    key character varying NOT NULL,
    at timestamp with time zone NOT NULL,
    content character varying NOT NULL
);
CREATE TABLE public.stages (
    release_id integer NOT NULL,
    server character varying NOT NULL,
    workspace character varying NOT NULL,
    "position" integer NOT NULL,
    date date NOT NULL,
    status character varying(16) NOT NULL,
    live_at timestamp with time zone,
    confirmed_by character varying,
    changed_at timestamp with time zone,
    changed_by character varying,
    why character varying,
    CONSTRAINT ck_stages_status CHECK (((status)::text = ANY ((ARRAY['planned'::character varying, 'live'::character varying, 'rolled_back'::character varying, 'hotfixed'::character varying, 'held'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.turns (
    workspace character varying NOT NULL,
    lane character varying NOT NULL,
    taken_until timestamp with time zone NOT NULL
);
CREATE TABLE public.wordings (
    delivery bigint NOT NULL,
    words character varying NOT NULL
);
CREATE TABLE public.workspaces (
    key character varying NOT NULL,
    calendar_version bigint DEFAULT '0'::bigint NOT NULL,
    planned_with character varying
);
ALTER TABLE ONLY public.checks ALTER COLUMN id SET DEFAULT nextval('public.checks_id_seq'::regclass);
ALTER TABLE ONLY public.deliveries ALTER COLUMN id SET DEFAULT nextval('public.deliveries_id_seq'::regclass);
ALTER TABLE ONLY public.history ALTER COLUMN id SET DEFAULT nextval('public.history_id_seq'::regclass);
ALTER TABLE ONLY public.integrations ALTER COLUMN id SET DEFAULT nextval('public.integrations_id_seq'::regclass);
ALTER TABLE ONLY public.releases ALTER COLUMN id SET DEFAULT nextval('public.releases_id_seq'::regclass);
INSERT INTO public.accepted_risks VALUES (1, 'controlled', 'T0ACME', 'U0MAYA', '2026-11-30 09:00:00+00', 'The workaround is known.');
INSERT INTO public.accepted_risks VALUES (3, 'controlled', 'T0OTHER', 'U0MAYA', '2026-11-30 09:00:00+00', 'The workaround is known.');
INSERT INTO public.acts VALUES ('T0ACME', 'press 1767171600.000100 confirm_live U0ANA 3.000100 confirm', '2026-11-30 09:00:00+00');
INSERT INTO public.acts VALUES ('T0OTHER', 'press 1767171600.000100 confirm_live U0ANA 3.000100 confirm', '2026-11-30 09:00:00+00');
INSERT INTO public.alembic_version VALUES ('0032');
INSERT INTO public.cases VALUES ('T0ACME', 1, 'U0ANA', '2026-11-30 09:00:00+00', 'C0ACME', 'C0HELP', true, 'acknowledged', '2026.11', NULL, '["Acme LMS"]', '', '[{"kind": "details", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "text": "It hangs."}, {"kind": "acknowledged", "by": "U0BEN", "at": "2026-11-30T09:00:00+00:00", "text": ""}]', NULL, false, '[]');
INSERT INTO public.cases VALUES ('T0OTHER', 1, 'U0ANA', '2026-11-30 09:00:00+00', 'C0ACME', 'C0HELP', true, 'acknowledged', '2026.11', NULL, '["Acme LMS"]', '', '[{"kind": "details", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "text": "It hangs."}, {"kind": "acknowledged", "by": "U0BEN", "at": "2026-11-30T09:00:00+00:00", "text": ""}]', NULL, false, '[]');
INSERT INTO public.checks VALUES (1, 'T0ACME', 1, 1, 'production', 'smoke_tests', 'problem', 'U0ANA', '2026-11-30 09:00:00+00', 'controlled', 'Grey.', 1, '[{"server": "controlled", "state": "passed", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "note": "", "case": null}]');
INSERT INTO public.checks VALUES (2, 'T0OTHER', 3, 2, 'production', 'smoke_tests', 'problem', 'U0ANA', '2026-11-30 09:00:00+00', 'controlled', 'Grey.', 1, '[{"server": "controlled", "state": "passed", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "note": "", "case": null}]');
INSERT INTO public.chosen_settings VALUES ('T0ACME', 'support_group', 'S0HELP');
INSERT INTO public.chosen_settings VALUES ('T0OTHER', 'support_group', 'S0HELP');
INSERT INTO public.deliveries VALUES (1, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (2, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (3, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'preview', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009007b6d278dfb8762eb24e0');
INSERT INTO public.deliveries VALUES (4, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'preview', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (5, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'preview', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (6, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (7, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (8, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (9, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (10, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (11, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'reminder', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '20261130090026bddfd3fa3b95907d86');
INSERT INTO public.deliveries VALUES (12, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'reminder', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (13, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'reminder', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (14, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (15, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (16, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (17, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (18, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (19, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'confirmation', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009001d1cd92e2998d4c0c51b');
INSERT INTO public.deliveries VALUES (20, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (21, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (22, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (23, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (24, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (25, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (26, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (27, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'correction', '', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009007200cee3f5fd9b278fda');
INSERT INTO public.deliveries VALUES (28, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'correction', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (29, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'correction', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (30, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (31, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (32, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (33, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (34, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (35, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'confirmation', 'controlled', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '202611300900f38dc55b72dbd534b439');
INSERT INTO public.deliveries VALUES (36, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (37, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (38, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (39, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (40, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (41, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (42, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (43, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'window_closing', 'controlled', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '20261130090016072084b6003199f8a3');
INSERT INTO public.deliveries VALUES (44, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'window_closing', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (45, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'window_closing', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (46, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (47, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (48, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (49, 'T0ACME', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (50, 'T0ACME', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (51, 'T0ACME', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (52, 'T0ACME', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'owner_question', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (53, 'T0ACME', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'owner_question', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (54, 'T0ACME', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (55, 'T0ACME', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (56, 'T0ACME', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (57, 'T0ACME', 'release:2026.12: a patch', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (58, 'T0ACME', 'release:2026.12: a patch', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (59, 'T0ACME', 'release:2026.12: a patch', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (60, 'T0ACME', 'release:2026.12: a patch', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'fyi', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (61, 'T0ACME', 'release:2026.12: a patch', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'fyi', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (62, 'T0ACME', 'release:2026.12: a patch', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (63, 'T0ACME', 'release:2026.12: a patch', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (64, 'T0ACME', 'release:2026.12: a patch', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (65, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (66, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (67, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (68, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_opened', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (69, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_opened', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (70, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (71, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (72, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (73, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (74, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (75, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (76, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 0, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (77, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 0, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (78, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (79, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (80, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (81, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (82, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (83, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (84, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (85, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (86, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (87, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (88, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (89, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (90, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (91, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (92, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (93, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (94, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (95, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (96, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (97, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (98, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (99, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (100, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (101, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (102, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (103, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (104, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (105, 'T0ACME', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (106, 'T0ACME', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (107, 'T0ACME', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (108, 'T0ACME', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_answer', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (109, 'T0ACME', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_answer', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (110, 'T0ACME', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (111, 'T0ACME', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (112, 'T0ACME', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (113, 'T0ACME', 'delivery:3', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (114, 'T0ACME', 'delivery:3', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (115, 'T0ACME', 'delivery:3', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (116, 'T0ACME', 'delivery:3', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'unsure', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (117, 'T0ACME', 'delivery:3', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'unsure', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (118, 'T0ACME', 'delivery:3', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (119, 'T0ACME', 'delivery:3', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (120, 'T0ACME', 'delivery:3', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (121, 'T0ACME', 'channel:C0SHUT', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (122, 'T0ACME', 'channel:C0SHUT', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (123, 'T0ACME', 'channel:C0SHUT', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (124, 'T0ACME', 'channel:C0SHUT', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'channel_paused', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (125, 'T0ACME', 'channel:C0SHUT', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'channel_paused', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (126, 'T0ACME', 'channel:C0SHUT', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (127, 'T0ACME', 'channel:C0SHUT', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (128, 'T0ACME', 'channel:C0SHUT', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (129, 'T0ACME', 'downtime', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (130, 'T0ACME', 'downtime', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (131, 'T0ACME', 'downtime', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (132, 'T0ACME', 'downtime', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 1, '[1, 2, 3]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (133, 'T0ACME', 'downtime', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 1, '[1, 2, 3]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (134, 'T0ACME', 'downtime', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (135, 'T0ACME', 'downtime', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (136, 'T0ACME', 'downtime', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (137, 'T0ACME', 'downtime', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (138, 'T0ACME', 'downtime', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (139, 'T0ACME', 'downtime', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (140, 'T0ACME', 'downtime', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 2, '[4]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (141, 'T0ACME', 'downtime', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 2, '[4]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (142, 'T0ACME', 'downtime', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (143, 'T0ACME', 'downtime', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (144, 'T0ACME', 'downtime', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (145, 'T0ACME', 'answer:3.000100 U0ANA', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (146, 'T0ACME', 'answer:3.000100 U0ANA', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (147, 'T0ACME', 'answer:3.000100 U0ANA', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (148, 'T0ACME', 'answer:3.000100 U0ANA', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'shared_answer', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (149, 'T0ACME', 'answer:3.000100 U0ANA', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'shared_answer', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (150, 'T0ACME', 'answer:3.000100 U0ANA', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (151, 'T0ACME', 'answer:3.000100 U0ANA', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (152, 'T0ACME', 'answer:3.000100 U0ANA', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (153, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (154, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (155, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'preview', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009007b6d278dfb8762eb24e0');
INSERT INTO public.deliveries VALUES (156, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'preview', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (157, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'preview', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (158, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (159, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (160, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'preview', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (161, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (162, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (164, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'reminder', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (163, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'reminder', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '20261130090026bddfd3fa3b95907d86');
INSERT INTO public.deliveries VALUES (165, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'reminder', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (166, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (167, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (168, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'reminder', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (169, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (170, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (171, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'confirmation', 'standard', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009001d1cd92e2998d4c0c51b');
INSERT INTO public.deliveries VALUES (172, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (173, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (174, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (175, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (176, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (177, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (178, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (179, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'correction', '', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '2026113009007200cee3f5fd9b278fda');
INSERT INTO public.deliveries VALUES (180, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'correction', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (181, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'correction', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (182, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (183, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (184, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'correction', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (185, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (186, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (187, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'confirmation', 'controlled', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '202611300900f38dc55b72dbd534b439');
INSERT INTO public.deliveries VALUES (188, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (189, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'confirmation', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (190, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (191, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (192, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'confirmation', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (193, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (194, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (195, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'window_closing', 'controlled', -1, NULL, '{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}', NULL, '20261130090016072084b6003199f8a3');
INSERT INTO public.deliveries VALUES (196, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'window_closing', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (197, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'window_closing', 'controlled', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (198, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (199, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (200, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'window_closing', 'controlled', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (201, 'T0OTHER', 'release:2026.11', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (202, 'T0OTHER', 'release:2026.11', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (203, 'T0OTHER', 'release:2026.11', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (204, 'T0OTHER', 'release:2026.11', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'owner_question', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (205, 'T0OTHER', 'release:2026.11', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'owner_question', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (206, 'T0OTHER', 'release:2026.11', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (207, 'T0OTHER', 'release:2026.11', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (208, 'T0OTHER', 'release:2026.11', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'owner_question', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (209, 'T0OTHER', 'release:2026.12: a patch', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (210, 'T0OTHER', 'release:2026.12: a patch', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (211, 'T0OTHER', 'release:2026.12: a patch', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (212, 'T0OTHER', 'release:2026.12: a patch', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'fyi', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (213, 'T0OTHER', 'release:2026.12: a patch', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'fyi', 'standard', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (214, 'T0OTHER', 'release:2026.12: a patch', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (215, 'T0OTHER', 'release:2026.12: a patch', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (216, 'T0OTHER', 'release:2026.12: a patch', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'fyi', 'standard', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (217, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (218, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (219, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (220, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_opened', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (221, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_opened', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (222, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (223, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (224, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_opened', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (225, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (226, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (227, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (228, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 0, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (229, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 0, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (230, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (231, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (232, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 0, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (233, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (234, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (235, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (236, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (237, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_note', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (238, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (239, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (240, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_note', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (241, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (242, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (243, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (244, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (245, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (246, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (247, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (248, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (249, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (250, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (251, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (252, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (253, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_raised', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (254, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (255, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (256, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_raised', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (257, 'T0OTHER', 'case:1', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (258, 'T0OTHER', 'case:1', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (259, 'T0OTHER', 'case:1', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (260, 'T0OTHER', 'case:1', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_answer', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (261, 'T0OTHER', 'case:1', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'case_answer', '', 1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (262, 'T0OTHER', 'case:1', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (263, 'T0OTHER', 'case:1', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (264, 'T0OTHER', 'case:1', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'case_answer', '', 1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (265, 'T0OTHER', 'delivery:3', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (266, 'T0OTHER', 'delivery:3', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (267, 'T0OTHER', 'delivery:3', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (268, 'T0OTHER', 'delivery:3', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'unsure', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (269, 'T0OTHER', 'delivery:3', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'unsure', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (270, 'T0OTHER', 'delivery:3', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (271, 'T0OTHER', 'delivery:3', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (272, 'T0OTHER', 'delivery:3', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'unsure', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (273, 'T0OTHER', 'channel:C0SHUT', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (274, 'T0OTHER', 'channel:C0SHUT', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (275, 'T0OTHER', 'channel:C0SHUT', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (276, 'T0OTHER', 'channel:C0SHUT', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'channel_paused', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (277, 'T0OTHER', 'channel:C0SHUT', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'channel_paused', '', 2, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (278, 'T0OTHER', 'channel:C0SHUT', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (279, 'T0OTHER', 'channel:C0SHUT', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (280, 'T0OTHER', 'channel:C0SHUT', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'channel_paused', '', 2, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (281, 'T0OTHER', 'downtime', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (282, 'T0OTHER', 'downtime', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (283, 'T0OTHER', 'downtime', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (284, 'T0OTHER', 'downtime', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 1, '[1, 2, 3]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (285, 'T0OTHER', 'downtime', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 1, '[1, 2, 3]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (286, 'T0OTHER', 'downtime', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (287, 'T0OTHER', 'downtime', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (288, 'T0OTHER', 'downtime', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 1, '[1, 2, 3]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (289, 'T0OTHER', 'downtime', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (290, 'T0OTHER', 'downtime', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (291, 'T0OTHER', 'downtime', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (292, 'T0OTHER', 'downtime', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 2, '[4]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (293, 'T0OTHER', 'downtime', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'downtime', '', 2, '[4]', NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (294, 'T0OTHER', 'downtime', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (295, 'T0OTHER', 'downtime', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (296, 'T0OTHER', 'downtime', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'downtime', '', 2, '[4]', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (297, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0PLANNED', 0, 'post', 'planned', '2026-11-30 09:00:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (298, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0CLAIMED', 0, 'post', 'claimed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (299, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0SENT', 0, 'post', 'sent', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', 'C0SENT', '3.000100', '1.000100', '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (300, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0WAITING', 0, 'post', 'waiting', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'shared_answer', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (301, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0UNKNOWN', 0, 'post', 'unknown', '2026-11-30 09:00:00+00', '2026-11-30 09:01:00+00', DEFAULT, 1, 0, '2026-11-30 09:00:00+00', NULL, NULL, NULL, NULL, 'answer_lost', 'shared_answer', '', -1, NULL, NULL, '2026-11-30 09:00:00+00', NULL);
INSERT INTO public.deliveries VALUES (302, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0SKIPPED', 0, 'post', 'skipped', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (303, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0FAILED', 0, 'post', 'failed', '2026-11-30 09:00:00+00', NULL, DEFAULT, 1, 0, '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', NULL, NULL, NULL, 'no_longer_planned', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (304, 'T0OTHER', 'answer:3.000100 U0ANA', 'C0SENT', 1, 'update', 'planned', '2026-11-30 09:01:00+00', NULL, DEFAULT, 0, 0, NULL, NULL, NULL, NULL, NULL, '', 'shared_answer', '', -1, NULL, NULL, NULL, NULL);
INSERT INTO public.drafts VALUES ('T0ACME', 1, '2027 1', 'mail:releases@vendor.example', 'open', '2026-11-30 09:00:00+00', '', '[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]', NULL);
INSERT INTO public.drafts VALUES ('T0ACME', 2, '2027 2', 'mail:releases@vendor.example', 'later', '2026-11-30 09:00:00+00', 'U0MAYA', '[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]', '2026-11-30');
INSERT INTO public.drafts VALUES ('T0OTHER', 1, '2027 1', 'mail:releases@vendor.example', 'open', '2026-11-30 09:00:00+00', '', '[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]', NULL);
INSERT INTO public.drafts VALUES ('T0OTHER', 2, '2027 2', 'mail:releases@vendor.example', 'later', '2026-11-30 09:00:00+00', 'U0MAYA', '[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]', '2026-11-30');
INSERT INTO public.environments VALUES (1, 'production', 'T0ACME', 0, 'controlled');
INSERT INTO public.environments VALUES (2, 'production', 'T0OTHER', 0, 'controlled');
INSERT INTO public.feeds VALUES ('T0ACME', 'Vendor', 'https://vendor.example/feed.xml', 'day', '"1"', 'Mon, 30 Nov 2026 08:00:00 GMT', 'abc', '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', 'status:404', 1, '2026-11-30 09:01:00+00', '2026-11-30 09:01:00+00', 'one', '2026-11-30 09:00:00+00');
INSERT INTO public.feeds VALUES ('T0OTHER', 'Vendor', 'https://vendor.example/feed.xml', 'day', '"1"', 'Mon, 30 Nov 2026 08:00:00 GMT', 'abc', '2026-11-30 09:00:00+00', '2026-11-30 09:00:00+00', 'status:404', 1, '2026-11-30 09:01:00+00', '2026-11-30 09:01:00+00', 'one', '2026-11-30 09:00:00+00');
INSERT INTO public.history VALUES (1, 'T0ACME', '2026-11-30 09:00:00+00', 'U0ANA', 'release', '2026.11', '2026.11', 'title', 'Old', 'Refresh', 'why');
INSERT INTO public.history VALUES (2, 'T0ACME', '2026-11-30 09:00:00+00', 'U0ANA', 'check', '2026.11', '2026.11', 'Acme LMS	production	smoke_tests', NULL, 'passed', '');
INSERT INTO public.history VALUES (3, 'T0OTHER', '2026-11-30 09:00:00+00', 'U0ANA', 'release', '2026.11', '2026.11', 'title', 'Old', 'Refresh', 'why');
INSERT INTO public.history VALUES (4, 'T0OTHER', '2026-11-30 09:00:00+00', 'U0ANA', 'check', '2026.11', '2026.11', 'Acme LMS	production	smoke_tests', NULL, 'passed', '');
INSERT INTO public.integrations VALUES (1, 'T0ACME', 'Acme LMS', 'acme lms', 'C0ACME', NULL, '["U0ANA"]');
INSERT INTO public.integrations VALUES (2, 'T0OTHER', 'Acme LMS', 'acme lms', 'C0ACME', NULL, '["U0ANA"]');
INSERT INTO public.looked_up VALUES ('T0ACME', 'S0RELEASES', false, '', '["U0ANA"]');
INSERT INTO public.looked_up VALUES ('T0OTHER', 'S0RELEASES', false, '', '["U0ANA"]');
INSERT INTO public.mail_files VALUES ('T0ACME', 1, 0, '2026-11-30 09:00:00+00', 'log.txt', '\x49742068616e67732e');
INSERT INTO public.mail_files VALUES ('T0OTHER', 1, 0, '2026-11-30 09:00:00+00', 'log.txt', '\x49742068616e67732e');
INSERT INTO public.mailboxes VALUES ('T0ACME', 'releases@mail.example/INBOX', 1792000000, 4000000000, 'one', '2026-11-30 09:00:00+00');
INSERT INTO public.mailboxes VALUES ('T0OTHER', 'releases@mail.example/INBOX', 1792000000, 4000000000, 'one', '2026-11-30 09:00:00+00');
INSERT INTO public.pauses VALUES ('T0ACME', 'C0SHUT', 'is_archived', '2026-11-30 08:59:59.999999+00', 2);
INSERT INTO public.pauses VALUES ('T0OTHER', 'C0SHUT', 'is_archived', '2026-11-30 08:59:59.999999+00', 2);
INSERT INTO public.received_mails VALUES ('T0ACME', 1, '1', '<1@vendor.example>', '2026-11-30 09:00:00+00', 1, true, false, '{"sender": {"name": "Priya", "address": "priya@vendor.example"}, "subject": "Re: player is blank", "sent_at": "2026-11-30T09:00:00+00:00", "references": ["<FN-1-abcdefghij.0@acme.example>"], "recipients": [{"name": "", "address": "releases@acme.example"}], "text": "Fixed.", "whole": "Fixed.\n\n> It hangs.", "attachments": [{"name": "log.txt", "type": "text/plain", "size": 12, "inline": false, "part": 2, "is_taken": false}], "automatic": "generated", "verified": true, "unread": ["date"]}');
INSERT INTO public.received_mails VALUES ('T0ACME', 2, '2', '<2@elsewhere.example>', '2026-11-30 09:00:00+00', NULL, false, false, NULL);
INSERT INTO public.received_mails VALUES ('T0OTHER', 1, '1', '<1@vendor.example>', '2026-11-30 09:00:00+00', 1, true, false, '{"sender": {"name": "Priya", "address": "priya@vendor.example"}, "subject": "Re: player is blank", "sent_at": "2026-11-30T09:00:00+00:00", "references": ["<FN-1-abcdefghij.0@acme.example>"], "recipients": [{"name": "", "address": "releases@acme.example"}], "text": "Fixed.", "whole": "Fixed.\n\n> It hangs.", "attachments": [{"name": "log.txt", "type": "text/plain", "size": 12, "inline": false, "part": 2, "is_taken": false}], "automatic": "generated", "verified": true, "unread": ["date"]}');
INSERT INTO public.received_mails VALUES ('T0OTHER', 2, '2', '<2@elsewhere.example>', '2026-11-30 09:00:00+00', NULL, false, false, NULL);
INSERT INTO public.releases VALUES (1, 'T0ACME', '2026.11', '2026.11', 'Refresh', 'New.', true, '[{"text": "Bar", "key": "k1"}]', '[{"name": "Offline mode", "how_to_enable": "Settings", "enabled_by_default": false, "key": "k2"}]', '[{"title": "Notes", "url": "https://vendor.example/notes"}]', 'U0ANA', '[]', '[]', '');
INSERT INTO public.releases VALUES (2, 'T0ACME', '2026.12: a patch', '2026.12: a patch', 'Patch', '', false, '[]', '[]', '[]', NULL, '[]', '[]', '');
INSERT INTO public.releases VALUES (3, 'T0OTHER', '2026.11', '2026.11', 'Refresh', 'New.', true, '[{"text": "Bar", "key": "k1"}]', '[{"name": "Offline mode", "how_to_enable": "Settings", "enabled_by_default": false, "key": "k2"}]', '[{"title": "Notes", "url": "https://vendor.example/notes"}]', 'U0ANA', '[]', '[]', '');
INSERT INTO public.releases VALUES (4, 'T0OTHER', '2026.12: a patch', '2026.12: a patch', 'Patch', '', false, '[]', '[]', '[]', NULL, '[]', '[]', '');
INSERT INTO public.servers VALUES ('T0ACME', 'standard', 0, 'Standard Release server', 'Production', 0);
INSERT INTO public.servers VALUES ('T0ACME', 'controlled', 1, 'Controlled Release server', 'Enterprise', 14);
INSERT INTO public.servers VALUES ('T0OTHER', 'standard', 0, 'Standard Release server', 'Production', 0);
INSERT INTO public.servers VALUES ('T0OTHER', 'controlled', 1, 'Controlled Release server', 'Enterprise', 14);
INSERT INTO public.shared_answers VALUES ('T0ACME', '3.000100 U0ANA', '2026-11-30 09:00:00+00', '{"text":"Live.","parts":[]}');
INSERT INTO public.shared_answers VALUES ('T0OTHER', '3.000100 U0ANA', '2026-11-30 09:00:00+00', '{"text":"Live.","parts":[]}');
INSERT INTO public.stages VALUES (1, 'standard', 'T0ACME', 0, '2026-11-30', 'live', '2026-11-30 09:00:00+00', 'U0ANA', NULL, NULL, '');
INSERT INTO public.stages VALUES (1, 'controlled', 'T0ACME', 1, '2026-12-14', 'planned', NULL, NULL, NULL, NULL, '');
INSERT INTO public.stages VALUES (2, 'controlled', 'T0ACME', 0, '2026-12-14', 'planned', NULL, NULL, NULL, NULL, '');
INSERT INTO public.stages VALUES (3, 'standard', 'T0OTHER', 0, '2026-11-30', 'live', '2026-11-30 09:00:00+00', 'U0ANA', NULL, NULL, '');
INSERT INTO public.stages VALUES (3, 'controlled', 'T0OTHER', 1, '2026-12-14', 'planned', NULL, NULL, NULL, NULL, '');
INSERT INTO public.stages VALUES (4, 'controlled', 'T0OTHER', 0, '2026-12-14', 'planned', NULL, NULL, NULL, NULL, '');
INSERT INTO public.wordings VALUES (3, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (11, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (19, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (27, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (35, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (43, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (155, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (163, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (171, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (179, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (187, '"2026.11 is live on Standard."');
INSERT INTO public.wordings VALUES (195, '"2026.11 is live on Standard."');
INSERT INTO public.workspaces VALUES ('T0ACME', 1, NULL);
INSERT INTO public.workspaces VALUES ('T0OTHER', 1, NULL);
SELECT pg_catalog.setval('public.checks_id_seq', 2, true);
SELECT pg_catalog.setval('public.deliveries_id_seq', 304, true);
SELECT pg_catalog.setval('public.history_id_seq', 4, true);
SELECT pg_catalog.setval('public.integrations_id_seq', 2, true);
SELECT pg_catalog.setval('public.releases_id_seq', 4, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.accepted_risks
    ADD CONSTRAINT pk_accepted_risks PRIMARY KEY (release_id, server);
ALTER TABLE ONLY public.acts
    ADD CONSTRAINT pk_acts PRIMARY KEY (workspace, key);
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT pk_cases PRIMARY KEY (workspace, number);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT pk_checks PRIMARY KEY (id);
ALTER TABLE ONLY public.chosen_settings
    ADD CONSTRAINT pk_chosen_settings PRIMARY KEY (workspace, setting);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT pk_deliveries PRIMARY KEY (id);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT pk_drafts PRIMARY KEY (workspace, number);
ALTER TABLE ONLY public.environments
    ADD CONSTRAINT pk_environments PRIMARY KEY (integration_id, name);
ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT pk_feeds PRIMARY KEY (workspace, name);
ALTER TABLE ONLY public.history
    ADD CONSTRAINT pk_history PRIMARY KEY (id);
ALTER TABLE ONLY public.integrations
    ADD CONSTRAINT pk_integrations PRIMARY KEY (id);
ALTER TABLE ONLY public.looked_up
    ADD CONSTRAINT pk_looked_up PRIMARY KEY (workspace, id);
ALTER TABLE ONLY public.mail_files
    ADD CONSTRAINT pk_mail_files PRIMARY KEY (workspace, mail, "position");
ALTER TABLE ONLY public.mail_secrets
    ADD CONSTRAINT pk_mail_secrets PRIMARY KEY (workspace);
ALTER TABLE ONLY public.mailboxes
    ADD CONSTRAINT pk_mailboxes PRIMARY KEY (workspace, name);
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT pk_pauses PRIMARY KEY (workspace, channel);
ALTER TABLE ONLY public.received_mails
    ADD CONSTRAINT pk_received_mails PRIMARY KEY (workspace, number);
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT pk_releases PRIMARY KEY (id);
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT pk_servers PRIMARY KEY (workspace, key);
ALTER TABLE ONLY public.shared_answers
    ADD CONSTRAINT pk_shared_answers PRIMARY KEY (workspace, key);
ALTER TABLE ONLY public.stages
    ADD CONSTRAINT pk_stages PRIMARY KEY (release_id, server);
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT pk_turns PRIMARY KEY (workspace, lane);
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT pk_wordings PRIMARY KEY (delivery);
ALTER TABLE ONLY public.workspaces
    ADD CONSTRAINT pk_workspaces PRIMARY KEY (key);
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT uq_checks_workspace_release_id_integration_id_environment_name UNIQUE (workspace, release_id, integration_id, environment, name);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT uq_deliveries_key UNIQUE (workspace, topic, channel, kind, server, number, revision);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT uq_drafts_workspace_about_source UNIQUE (workspace, about, source);
ALTER TABLE ONLY public.integrations
    ADD CONSTRAINT uq_integrations_workspace_folded UNIQUE (workspace, folded);
ALTER TABLE ONLY public.received_mails
    ADD CONSTRAINT uq_received_mails_workspace_identity UNIQUE (workspace, identity);
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT uq_releases_workspace_folded UNIQUE (workspace, folded);
CREATE INDEX ix_accepted_risks_workspace ON public.accepted_risks USING btree (workspace);
CREATE INDEX ix_acts_workspace_at ON public.acts USING btree (workspace, at);
CREATE INDEX ix_cases_workspace_opened_at ON public.cases USING btree (workspace, opened_at);
CREATE INDEX ix_checks_integration_id ON public.checks USING btree (integration_id);
CREATE INDEX ix_checks_release_id ON public.checks USING btree (release_id);
CREATE INDEX ix_deliveries_alike ON public.deliveries USING btree (workspace, topic, due_at, kind, server, number, revision, action, state);
CREATE INDEX ix_deliveries_cards ON public.deliveries USING btree (workspace, topic, channel) WHERE (((action)::text = 'post'::text) AND ((state)::text = 'sent'::text) AND (thread IS NULL) AND ((reason)::text <> 'message_gone'::text));
CREATE INDEX ix_deliveries_held ON public.deliveries USING btree (workspace, channel) WHERE ((state)::text = ANY ((ARRAY['claimed'::character varying, 'waiting'::character varying])::text[]));
CREATE INDEX ix_deliveries_open ON public.deliveries USING btree (workspace, ready_at) WHERE ((state)::text = ANY ((ARRAY['planned'::character varying, 'waiting'::character varying])::text[]));
CREATE INDEX ix_deliveries_searched_for ON public.deliveries USING btree (workspace, next_at) WHERE (((state)::text = ANY ((ARRAY['sent'::character varying, 'unknown'::character varying])::text[])) AND (next_at IS NOT NULL));
CREATE INDEX ix_deliveries_told ON public.deliveries USING btree (workspace, topic, wording, action) WHERE (((state)::text = ANY ((ARRAY['claimed'::character varying, 'sent'::character varying, 'unknown'::character varying])::text[])) AND (statement IS NOT NULL) AND (started_at IS NOT NULL));
CREATE INDEX ix_deliveries_undecided ON public.deliveries USING btree (workspace) WHERE (((action)::text = 'post'::text) AND (((state)::text = 'failed'::text) OR (((state)::text = 'unknown'::text) AND (next_at IS NULL))));
CREATE INDEX ix_deliveries_workspace_due_at ON public.deliveries USING btree (workspace, due_at);
CREATE INDEX ix_environments_workspace ON public.environments USING btree (workspace);
CREATE INDEX ix_history_workspace_thing_folded ON public.history USING btree (workspace, thing, folded);
CREATE INDEX ix_mail_files_workspace_at ON public.mail_files USING btree (workspace, at);
CREATE INDEX ix_received_mails_workspace_case_at ON public.received_mails USING btree (workspace, "case", at);
CREATE INDEX ix_received_mails_workspace_message_id ON public.received_mails USING btree (workspace, message_id);
CREATE INDEX ix_stages_workspace ON public.stages USING btree (workspace);
ALTER TABLE ONLY public.accepted_risks
    ADD CONSTRAINT fk_accepted_risks_release_id FOREIGN KEY (release_id) REFERENCES public.releases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.accepted_risks
    ADD CONSTRAINT fk_accepted_risks_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.acts
    ADD CONSTRAINT fk_acts_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.cases
    ADD CONSTRAINT fk_cases_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_integration_id FOREIGN KEY (integration_id) REFERENCES public.integrations(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_release_id FOREIGN KEY (release_id) REFERENCES public.releases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.checks
    ADD CONSTRAINT fk_checks_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.chosen_settings
    ADD CONSTRAINT fk_chosen_settings_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT fk_deliveries_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT fk_drafts_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.environments
    ADD CONSTRAINT fk_environments_integration_id FOREIGN KEY (integration_id) REFERENCES public.integrations(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.environments
    ADD CONSTRAINT fk_environments_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT fk_feeds_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.history
    ADD CONSTRAINT fk_history_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.integrations
    ADD CONSTRAINT fk_integrations_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.looked_up
    ADD CONSTRAINT fk_looked_up_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.mail_files
    ADD CONSTRAINT fk_mail_files_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.mail_secrets
    ADD CONSTRAINT fk_mail_secrets_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.mailboxes
    ADD CONSTRAINT fk_mailboxes_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT fk_pauses_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.received_mails
    ADD CONSTRAINT fk_received_mails_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT fk_releases_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.servers
    ADD CONSTRAINT fk_servers_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.shared_answers
    ADD CONSTRAINT fk_shared_answers_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.stages
    ADD CONSTRAINT fk_stages_release_id FOREIGN KEY (release_id) REFERENCES public.releases(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.stages
    ADD CONSTRAINT fk_stages_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.turns
    ADD CONSTRAINT fk_turns_workspace FOREIGN KEY (workspace) REFERENCES public.workspaces(key) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT fk_wordings_delivery FOREIGN KEY (delivery) REFERENCES public.deliveries(id) ON DELETE CASCADE;
