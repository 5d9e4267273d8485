BEGIN TRANSACTION;
CREATE TABLE accepted_risks (
	release_id INTEGER NOT NULL, 
	server VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	why VARCHAR NOT NULL, 
	CONSTRAINT pk_accepted_risks PRIMARY KEY (release_id, server), 
	CONSTRAINT fk_accepted_risks_release_id FOREIGN KEY(release_id) REFERENCES releases (id) ON DELETE CASCADE, 
	CONSTRAINT fk_accepted_risks_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "accepted_risks" VALUES(1,'controlled','T0ACME','U0MAYA','2026-11-30 09:00:00.000000','The workaround is known.');
INSERT INTO "accepted_risks" VALUES(3,'controlled','T0OTHER','U0MAYA','2026-11-30 09:00:00.000000','The workaround is known.');
CREATE TABLE acts (
	workspace VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_acts PRIMARY KEY (workspace, "key"), 
	CONSTRAINT fk_acts_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "acts" VALUES('T0ACME','press 1767171600.000100 confirm_live U0ANA 3.000100 confirm','2026-11-30 09:00:00.000000');
INSERT INTO "acts" VALUES('T0OTHER','press 1767171600.000100 confirm_live U0ANA 3.000100 confirm','2026-11-30 09:00:00.000000');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0032');
CREATE TABLE "cases" (
	workspace VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	opened_at DATETIME NOT NULL, 
	channel VARCHAR NOT NULL, 
	thread_channel VARCHAR NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	release VARCHAR, 
	server VARCHAR, 
	integrations JSON NOT NULL, 
	summary VARCHAR NOT NULL, 
	notes JSON NOT NULL, 
	thread VARCHAR, 
	is_guess BOOLEAN NOT NULL, 
	files JSON NOT NULL, 
	CONSTRAINT pk_cases PRIMARY KEY (workspace, number), 
	CONSTRAINT fk_cases_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT ck_cases_state CHECK (state IN ('open', 'acknowledged', 'vendor_replied', 'workaround', 'rolled_back', 'hotfixed', 'resolved', 'false_alarm'))
);
INSERT INTO "cases" VALUES('T0ACME',1,'U0ANA','2026-11-30 09:00:00.000000','C0ACME','C0HELP',1,'acknowledged','2026.11',NULL,'["Acme LMS"]','','[{"kind": "details", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "text": "It hangs."}, {"kind": "acknowledged", "by": "U0BEN", "at": "2026-11-30T09:00:00+00:00", "text": ""}]',NULL,0,'[]');
INSERT INTO "cases" VALUES('T0OTHER',1,'U0ANA','2026-11-30 09:00:00.000000','C0ACME','C0HELP',1,'acknowledged','2026.11',NULL,'["Acme LMS"]','','[{"kind": "details", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "text": "It hangs."}, {"kind": "acknowledged", "by": "U0BEN", "at": "2026-11-30T09:00:00+00:00", "text": ""}]',NULL,0,'[]');
CREATE TABLE "checks" (
	id INTEGER NOT NULL, 
	workspace VARCHAR NOT NULL, 
	release_id INTEGER NOT NULL, 
	integration_id INTEGER NOT NULL, 
	environment VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	"by" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	server VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	"case" INTEGER, 
	"before" JSON, 
	CONSTRAINT pk_checks PRIMARY KEY (id), 
	CONSTRAINT fk_checks_release_id FOREIGN KEY(release_id) REFERENCES releases (id) ON DELETE CASCADE, 
	CONSTRAINT fk_checks_integration_id FOREIGN KEY(integration_id) REFERENCES integrations (id) ON DELETE CASCADE, 
	CONSTRAINT uq_checks_workspace_release_id_integration_id_environment_name UNIQUE (workspace, release_id, integration_id, environment, name), 
	CONSTRAINT fk_checks_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT ck_checks_state CHECK (state IN ('not_run', 'passed', 'problem', 'not_applicable', 'open', 'enabled', 'declined', 'later'))
);
INSERT INTO "checks" VALUES(1,'T0ACME',1,1,'production','smoke_tests','problem','U0ANA','2026-11-30 09:00:00.000000','controlled','Grey.',1,'[{"server": "controlled", "state": "passed", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "note": "", "case": null}]');
INSERT INTO "checks" VALUES(2,'T0OTHER',3,2,'production','smoke_tests','problem','U0ANA','2026-11-30 09:00:00.000000','controlled','Grey.',1,'[{"server": "controlled", "state": "passed", "by": "U0ANA", "at": "2026-11-30T09:00:00+00:00", "note": "", "case": null}]');
CREATE TABLE chosen_settings (
	workspace VARCHAR NOT NULL, 
	setting VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_chosen_settings PRIMARY KEY (workspace, setting), 
	CONSTRAINT fk_chosen_settings_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "chosen_settings" VALUES('T0ACME','support_group','S0HELP');
INSERT INTO "chosen_settings" VALUES('T0OTHER','support_group','S0HELP');
CREATE TABLE "deliveries" (
	id INTEGER NOT NULL, 
	workspace VARCHAR NOT NULL, 
	topic VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	server VARCHAR NOT NULL, 
	number BIGINT NOT NULL, 
	posts JSON, 
	revision INTEGER NOT NULL, 
	action VARCHAR(16) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	due_at DATETIME NOT NULL, 
	next_at DATETIME, 
	ready_at DATETIME GENERATED ALWAYS AS (coalesce(next_at, due_at)) STORED, 
	attempts INTEGER NOT NULL, 
	searches INTEGER NOT NULL, 
	started_at DATETIME, 
	finished_at DATETIME, 
	message_channel VARCHAR, 
	message_id VARCHAR, 
	thread VARCHAR, 
	reason VARCHAR NOT NULL, statement JSON, lost_at DATETIME, wording VARCHAR, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT uq_deliveries_key UNIQUE (workspace, topic, channel, kind, server, number, revision), 
	CONSTRAINT fk_deliveries_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT ck_deliveries_action CHECK (action IN ('post', 'update')), 
	CONSTRAINT ck_deliveries_state CHECK (state IN ('planned', 'claimed', 'sent', 'waiting', 'unknown', 'skipped', 'failed'))
);
INSERT INTO "deliveries" VALUES(1,'T0ACME','release:2026.11','C0PLANNED','preview','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(2,'T0ACME','release:2026.11','C0CLAIMED','preview','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(3,'T0ACME','release:2026.11','C0SENT','preview','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009007b6d278dfb8762eb24e0');
INSERT INTO "deliveries" VALUES(4,'T0ACME','release:2026.11','C0WAITING','preview','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(5,'T0ACME','release:2026.11','C0UNKNOWN','preview','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(6,'T0ACME','release:2026.11','C0SKIPPED','preview','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(7,'T0ACME','release:2026.11','C0FAILED','preview','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(8,'T0ACME','release:2026.11','C0SENT','preview','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(9,'T0ACME','release:2026.11','C0PLANNED','reminder','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(10,'T0ACME','release:2026.11','C0CLAIMED','reminder','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(11,'T0ACME','release:2026.11','C0SENT','reminder','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'20261130090026bddfd3fa3b95907d86');
INSERT INTO "deliveries" VALUES(12,'T0ACME','release:2026.11','C0WAITING','reminder','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(13,'T0ACME','release:2026.11','C0UNKNOWN','reminder','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(14,'T0ACME','release:2026.11','C0SKIPPED','reminder','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(15,'T0ACME','release:2026.11','C0FAILED','reminder','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(16,'T0ACME','release:2026.11','C0SENT','reminder','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(17,'T0ACME','release:2026.11','C0PLANNED','confirmation','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(18,'T0ACME','release:2026.11','C0CLAIMED','confirmation','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(19,'T0ACME','release:2026.11','C0SENT','confirmation','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009001d1cd92e2998d4c0c51b');
INSERT INTO "deliveries" VALUES(20,'T0ACME','release:2026.11','C0WAITING','confirmation','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(21,'T0ACME','release:2026.11','C0UNKNOWN','confirmation','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(22,'T0ACME','release:2026.11','C0SKIPPED','confirmation','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(23,'T0ACME','release:2026.11','C0FAILED','confirmation','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(24,'T0ACME','release:2026.11','C0SENT','confirmation','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(25,'T0ACME','release:2026.11','C0PLANNED','correction','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(26,'T0ACME','release:2026.11','C0CLAIMED','correction','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(27,'T0ACME','release:2026.11','C0SENT','correction','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009007200cee3f5fd9b278fda');
INSERT INTO "deliveries" VALUES(28,'T0ACME','release:2026.11','C0WAITING','correction','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(29,'T0ACME','release:2026.11','C0UNKNOWN','correction','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(30,'T0ACME','release:2026.11','C0SKIPPED','correction','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(31,'T0ACME','release:2026.11','C0FAILED','correction','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(32,'T0ACME','release:2026.11','C0SENT','correction','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(33,'T0ACME','release:2026.11','C0PLANNED','confirmation','controlled',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(34,'T0ACME','release:2026.11','C0CLAIMED','confirmation','controlled',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(35,'T0ACME','release:2026.11','C0SENT','confirmation','controlled',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'202611300900f38dc55b72dbd534b439');
INSERT INTO "deliveries" VALUES(36,'T0ACME','release:2026.11','C0WAITING','confirmation','controlled',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(37,'T0ACME','release:2026.11','C0UNKNOWN','confirmation','controlled',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(38,'T0ACME','release:2026.11','C0SKIPPED','confirmation','controlled',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(39,'T0ACME','release:2026.11','C0FAILED','confirmation','controlled',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(40,'T0ACME','release:2026.11','C0SENT','confirmation','controlled',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(41,'T0ACME','release:2026.11','C0PLANNED','window_closing','controlled',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(42,'T0ACME','release:2026.11','C0CLAIMED','window_closing','controlled',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(43,'T0ACME','release:2026.11','C0SENT','window_closing','controlled',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'20261130090016072084b6003199f8a3');
INSERT INTO "deliveries" VALUES(44,'T0ACME','release:2026.11','C0WAITING','window_closing','controlled',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(45,'T0ACME','release:2026.11','C0UNKNOWN','window_closing','controlled',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(46,'T0ACME','release:2026.11','C0SKIPPED','window_closing','controlled',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(47,'T0ACME','release:2026.11','C0FAILED','window_closing','controlled',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(48,'T0ACME','release:2026.11','C0SENT','window_closing','controlled',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(49,'T0ACME','release:2026.11','C0PLANNED','owner_question','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(50,'T0ACME','release:2026.11','C0CLAIMED','owner_question','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(51,'T0ACME','release:2026.11','C0SENT','owner_question','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(52,'T0ACME','release:2026.11','C0WAITING','owner_question','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(53,'T0ACME','release:2026.11','C0UNKNOWN','owner_question','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(54,'T0ACME','release:2026.11','C0SKIPPED','owner_question','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(55,'T0ACME','release:2026.11','C0FAILED','owner_question','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(56,'T0ACME','release:2026.11','C0SENT','owner_question','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(57,'T0ACME','release:2026.12: a patch','C0PLANNED','fyi','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(58,'T0ACME','release:2026.12: a patch','C0CLAIMED','fyi','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(59,'T0ACME','release:2026.12: a patch','C0SENT','fyi','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(60,'T0ACME','release:2026.12: a patch','C0WAITING','fyi','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(61,'T0ACME','release:2026.12: a patch','C0UNKNOWN','fyi','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(62,'T0ACME','release:2026.12: a patch','C0SKIPPED','fyi','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(63,'T0ACME','release:2026.12: a patch','C0FAILED','fyi','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(64,'T0ACME','release:2026.12: a patch','C0SENT','fyi','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(65,'T0ACME','case:1','C0PLANNED','case_opened','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(66,'T0ACME','case:1','C0CLAIMED','case_opened','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(67,'T0ACME','case:1','C0SENT','case_opened','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(68,'T0ACME','case:1','C0WAITING','case_opened','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(69,'T0ACME','case:1','C0UNKNOWN','case_opened','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(70,'T0ACME','case:1','C0SKIPPED','case_opened','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(71,'T0ACME','case:1','C0FAILED','case_opened','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(72,'T0ACME','case:1','C0SENT','case_opened','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(73,'T0ACME','case:1','C0PLANNED','case_note','',0,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(74,'T0ACME','case:1','C0CLAIMED','case_note','',0,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(75,'T0ACME','case:1','C0SENT','case_note','',0,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(76,'T0ACME','case:1','C0WAITING','case_note','',0,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(77,'T0ACME','case:1','C0UNKNOWN','case_note','',0,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(78,'T0ACME','case:1','C0SKIPPED','case_note','',0,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(79,'T0ACME','case:1','C0FAILED','case_note','',0,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(80,'T0ACME','case:1','C0SENT','case_note','',0,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(81,'T0ACME','case:1','C0PLANNED','case_note','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(82,'T0ACME','case:1','C0CLAIMED','case_note','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(83,'T0ACME','case:1','C0SENT','case_note','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(84,'T0ACME','case:1','C0WAITING','case_note','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(85,'T0ACME','case:1','C0UNKNOWN','case_note','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(86,'T0ACME','case:1','C0SKIPPED','case_note','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(87,'T0ACME','case:1','C0FAILED','case_note','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(88,'T0ACME','case:1','C0SENT','case_note','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(89,'T0ACME','case:1','C0PLANNED','case_raised','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(90,'T0ACME','case:1','C0CLAIMED','case_raised','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(91,'T0ACME','case:1','C0SENT','case_raised','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(92,'T0ACME','case:1','C0WAITING','case_raised','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(93,'T0ACME','case:1','C0UNKNOWN','case_raised','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(94,'T0ACME','case:1','C0SKIPPED','case_raised','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(95,'T0ACME','case:1','C0FAILED','case_raised','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(96,'T0ACME','case:1','C0SENT','case_raised','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(97,'T0ACME','case:1','C0PLANNED','case_raised','',2,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(98,'T0ACME','case:1','C0CLAIMED','case_raised','',2,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(99,'T0ACME','case:1','C0SENT','case_raised','',2,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(100,'T0ACME','case:1','C0WAITING','case_raised','',2,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(101,'T0ACME','case:1','C0UNKNOWN','case_raised','',2,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(102,'T0ACME','case:1','C0SKIPPED','case_raised','',2,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(103,'T0ACME','case:1','C0FAILED','case_raised','',2,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(104,'T0ACME','case:1','C0SENT','case_raised','',2,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(105,'T0ACME','case:1','C0PLANNED','case_answer','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(106,'T0ACME','case:1','C0CLAIMED','case_answer','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(107,'T0ACME','case:1','C0SENT','case_answer','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(108,'T0ACME','case:1','C0WAITING','case_answer','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(109,'T0ACME','case:1','C0UNKNOWN','case_answer','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(110,'T0ACME','case:1','C0SKIPPED','case_answer','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(111,'T0ACME','case:1','C0FAILED','case_answer','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(112,'T0ACME','case:1','C0SENT','case_answer','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(113,'T0ACME','delivery:3','C0PLANNED','unsure','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(114,'T0ACME','delivery:3','C0CLAIMED','unsure','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(115,'T0ACME','delivery:3','C0SENT','unsure','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(116,'T0ACME','delivery:3','C0WAITING','unsure','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(117,'T0ACME','delivery:3','C0UNKNOWN','unsure','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(118,'T0ACME','delivery:3','C0SKIPPED','unsure','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(119,'T0ACME','delivery:3','C0FAILED','unsure','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(120,'T0ACME','delivery:3','C0SENT','unsure','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(121,'T0ACME','channel:C0SHUT','C0PLANNED','channel_paused','',2,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(122,'T0ACME','channel:C0SHUT','C0CLAIMED','channel_paused','',2,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(123,'T0ACME','channel:C0SHUT','C0SENT','channel_paused','',2,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(124,'T0ACME','channel:C0SHUT','C0WAITING','channel_paused','',2,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(125,'T0ACME','channel:C0SHUT','C0UNKNOWN','channel_paused','',2,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(126,'T0ACME','channel:C0SHUT','C0SKIPPED','channel_paused','',2,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(127,'T0ACME','channel:C0SHUT','C0FAILED','channel_paused','',2,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(128,'T0ACME','channel:C0SHUT','C0SENT','channel_paused','',2,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(129,'T0ACME','downtime','C0PLANNED','downtime','',1,'[1, 2, 3]',0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(130,'T0ACME','downtime','C0CLAIMED','downtime','',1,'[1, 2, 3]',0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(131,'T0ACME','downtime','C0SENT','downtime','',1,'[1, 2, 3]',0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(132,'T0ACME','downtime','C0WAITING','downtime','',1,'[1, 2, 3]',0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(133,'T0ACME','downtime','C0UNKNOWN','downtime','',1,'[1, 2, 3]',0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(134,'T0ACME','downtime','C0SKIPPED','downtime','',1,'[1, 2, 3]',0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(135,'T0ACME','downtime','C0FAILED','downtime','',1,'[1, 2, 3]',0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(136,'T0ACME','downtime','C0SENT','downtime','',1,'[1, 2, 3]',1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(137,'T0ACME','downtime','C0PLANNED','downtime','',2,'[4]',0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(138,'T0ACME','downtime','C0CLAIMED','downtime','',2,'[4]',0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(139,'T0ACME','downtime','C0SENT','downtime','',2,'[4]',0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(140,'T0ACME','downtime','C0WAITING','downtime','',2,'[4]',0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(141,'T0ACME','downtime','C0UNKNOWN','downtime','',2,'[4]',0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(142,'T0ACME','downtime','C0SKIPPED','downtime','',2,'[4]',0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(143,'T0ACME','downtime','C0FAILED','downtime','',2,'[4]',0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(144,'T0ACME','downtime','C0SENT','downtime','',2,'[4]',1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(145,'T0ACME','answer:3.000100 U0ANA','C0PLANNED','shared_answer','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(146,'T0ACME','answer:3.000100 U0ANA','C0CLAIMED','shared_answer','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(147,'T0ACME','answer:3.000100 U0ANA','C0SENT','shared_answer','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(148,'T0ACME','answer:3.000100 U0ANA','C0WAITING','shared_answer','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(149,'T0ACME','answer:3.000100 U0ANA','C0UNKNOWN','shared_answer','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(150,'T0ACME','answer:3.000100 U0ANA','C0SKIPPED','shared_answer','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(151,'T0ACME','answer:3.000100 U0ANA','C0FAILED','shared_answer','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(152,'T0ACME','answer:3.000100 U0ANA','C0SENT','shared_answer','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(153,'T0OTHER','release:2026.11','C0PLANNED','preview','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(154,'T0OTHER','release:2026.11','C0CLAIMED','preview','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(155,'T0OTHER','release:2026.11','C0SENT','preview','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009007b6d278dfb8762eb24e0');
INSERT INTO "deliveries" VALUES(156,'T0OTHER','release:2026.11','C0WAITING','preview','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(157,'T0OTHER','release:2026.11','C0UNKNOWN','preview','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(158,'T0OTHER','release:2026.11','C0SKIPPED','preview','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(159,'T0OTHER','release:2026.11','C0FAILED','preview','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(160,'T0OTHER','release:2026.11','C0SENT','preview','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(161,'T0OTHER','release:2026.11','C0PLANNED','reminder','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(162,'T0OTHER','release:2026.11','C0CLAIMED','reminder','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(163,'T0OTHER','release:2026.11','C0SENT','reminder','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'20261130090026bddfd3fa3b95907d86');
INSERT INTO "deliveries" VALUES(164,'T0OTHER','release:2026.11','C0WAITING','reminder','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(165,'T0OTHER','release:2026.11','C0UNKNOWN','reminder','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(166,'T0OTHER','release:2026.11','C0SKIPPED','reminder','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(167,'T0OTHER','release:2026.11','C0FAILED','reminder','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(168,'T0OTHER','release:2026.11','C0SENT','reminder','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(169,'T0OTHER','release:2026.11','C0PLANNED','confirmation','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(170,'T0OTHER','release:2026.11','C0CLAIMED','confirmation','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(171,'T0OTHER','release:2026.11','C0SENT','confirmation','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009001d1cd92e2998d4c0c51b');
INSERT INTO "deliveries" VALUES(172,'T0OTHER','release:2026.11','C0WAITING','confirmation','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(173,'T0OTHER','release:2026.11','C0UNKNOWN','confirmation','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(174,'T0OTHER','release:2026.11','C0SKIPPED','confirmation','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(175,'T0OTHER','release:2026.11','C0FAILED','confirmation','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(176,'T0OTHER','release:2026.11','C0SENT','confirmation','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(177,'T0OTHER','release:2026.11','C0PLANNED','correction','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(178,'T0OTHER','release:2026.11','C0CLAIMED','correction','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(179,'T0OTHER','release:2026.11','C0SENT','correction','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'2026113009007200cee3f5fd9b278fda');
INSERT INTO "deliveries" VALUES(180,'T0OTHER','release:2026.11','C0WAITING','correction','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(181,'T0OTHER','release:2026.11','C0UNKNOWN','correction','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(182,'T0OTHER','release:2026.11','C0SKIPPED','correction','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(183,'T0OTHER','release:2026.11','C0FAILED','correction','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(184,'T0OTHER','release:2026.11','C0SENT','correction','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(185,'T0OTHER','release:2026.11','C0PLANNED','confirmation','controlled',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(186,'T0OTHER','release:2026.11','C0CLAIMED','confirmation','controlled',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(187,'T0OTHER','release:2026.11','C0SENT','confirmation','controlled',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'202611300900f38dc55b72dbd534b439');
INSERT INTO "deliveries" VALUES(188,'T0OTHER','release:2026.11','C0WAITING','confirmation','controlled',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(189,'T0OTHER','release:2026.11','C0UNKNOWN','confirmation','controlled',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(190,'T0OTHER','release:2026.11','C0SKIPPED','confirmation','controlled',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(191,'T0OTHER','release:2026.11','C0FAILED','confirmation','controlled',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(192,'T0OTHER','release:2026.11','C0SENT','confirmation','controlled',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(193,'T0OTHER','release:2026.11','C0PLANNED','window_closing','controlled',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(194,'T0OTHER','release:2026.11','C0CLAIMED','window_closing','controlled',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(195,'T0OTHER','release:2026.11','C0SENT','window_closing','controlled',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','','{"stages": [["standard", "2026-11-30", "live"], ["controlled", "2026-12-14", "planned"]], "affects_integrations": true, "ui_changes": ["k1"], "opt_ins": ["k2"]}',NULL,'20261130090016072084b6003199f8a3');
INSERT INTO "deliveries" VALUES(196,'T0OTHER','release:2026.11','C0WAITING','window_closing','controlled',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(197,'T0OTHER','release:2026.11','C0UNKNOWN','window_closing','controlled',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(198,'T0OTHER','release:2026.11','C0SKIPPED','window_closing','controlled',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(199,'T0OTHER','release:2026.11','C0FAILED','window_closing','controlled',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(200,'T0OTHER','release:2026.11','C0SENT','window_closing','controlled',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(201,'T0OTHER','release:2026.11','C0PLANNED','owner_question','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(202,'T0OTHER','release:2026.11','C0CLAIMED','owner_question','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(203,'T0OTHER','release:2026.11','C0SENT','owner_question','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(204,'T0OTHER','release:2026.11','C0WAITING','owner_question','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(205,'T0OTHER','release:2026.11','C0UNKNOWN','owner_question','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(206,'T0OTHER','release:2026.11','C0SKIPPED','owner_question','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(207,'T0OTHER','release:2026.11','C0FAILED','owner_question','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(208,'T0OTHER','release:2026.11','C0SENT','owner_question','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(209,'T0OTHER','release:2026.12: a patch','C0PLANNED','fyi','standard',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(210,'T0OTHER','release:2026.12: a patch','C0CLAIMED','fyi','standard',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(211,'T0OTHER','release:2026.12: a patch','C0SENT','fyi','standard',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(212,'T0OTHER','release:2026.12: a patch','C0WAITING','fyi','standard',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(213,'T0OTHER','release:2026.12: a patch','C0UNKNOWN','fyi','standard',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(214,'T0OTHER','release:2026.12: a patch','C0SKIPPED','fyi','standard',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(215,'T0OTHER','release:2026.12: a patch','C0FAILED','fyi','standard',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(216,'T0OTHER','release:2026.12: a patch','C0SENT','fyi','standard',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(217,'T0OTHER','case:1','C0PLANNED','case_opened','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(218,'T0OTHER','case:1','C0CLAIMED','case_opened','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(219,'T0OTHER','case:1','C0SENT','case_opened','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(220,'T0OTHER','case:1','C0WAITING','case_opened','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(221,'T0OTHER','case:1','C0UNKNOWN','case_opened','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(222,'T0OTHER','case:1','C0SKIPPED','case_opened','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(223,'T0OTHER','case:1','C0FAILED','case_opened','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(224,'T0OTHER','case:1','C0SENT','case_opened','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(225,'T0OTHER','case:1','C0PLANNED','case_note','',0,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(226,'T0OTHER','case:1','C0CLAIMED','case_note','',0,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(227,'T0OTHER','case:1','C0SENT','case_note','',0,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(228,'T0OTHER','case:1','C0WAITING','case_note','',0,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(229,'T0OTHER','case:1','C0UNKNOWN','case_note','',0,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(230,'T0OTHER','case:1','C0SKIPPED','case_note','',0,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(231,'T0OTHER','case:1','C0FAILED','case_note','',0,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(232,'T0OTHER','case:1','C0SENT','case_note','',0,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(233,'T0OTHER','case:1','C0PLANNED','case_note','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(234,'T0OTHER','case:1','C0CLAIMED','case_note','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(235,'T0OTHER','case:1','C0SENT','case_note','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(236,'T0OTHER','case:1','C0WAITING','case_note','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(237,'T0OTHER','case:1','C0UNKNOWN','case_note','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(238,'T0OTHER','case:1','C0SKIPPED','case_note','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(239,'T0OTHER','case:1','C0FAILED','case_note','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(240,'T0OTHER','case:1','C0SENT','case_note','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(241,'T0OTHER','case:1','C0PLANNED','case_raised','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(242,'T0OTHER','case:1','C0CLAIMED','case_raised','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(243,'T0OTHER','case:1','C0SENT','case_raised','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(244,'T0OTHER','case:1','C0WAITING','case_raised','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(245,'T0OTHER','case:1','C0UNKNOWN','case_raised','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(246,'T0OTHER','case:1','C0SKIPPED','case_raised','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(247,'T0OTHER','case:1','C0FAILED','case_raised','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(248,'T0OTHER','case:1','C0SENT','case_raised','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(249,'T0OTHER','case:1','C0PLANNED','case_raised','',2,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(250,'T0OTHER','case:1','C0CLAIMED','case_raised','',2,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(251,'T0OTHER','case:1','C0SENT','case_raised','',2,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(252,'T0OTHER','case:1','C0WAITING','case_raised','',2,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(253,'T0OTHER','case:1','C0UNKNOWN','case_raised','',2,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(254,'T0OTHER','case:1','C0SKIPPED','case_raised','',2,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(255,'T0OTHER','case:1','C0FAILED','case_raised','',2,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(256,'T0OTHER','case:1','C0SENT','case_raised','',2,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(257,'T0OTHER','case:1','C0PLANNED','case_answer','',1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(258,'T0OTHER','case:1','C0CLAIMED','case_answer','',1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(259,'T0OTHER','case:1','C0SENT','case_answer','',1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(260,'T0OTHER','case:1','C0WAITING','case_answer','',1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(261,'T0OTHER','case:1','C0UNKNOWN','case_answer','',1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(262,'T0OTHER','case:1','C0SKIPPED','case_answer','',1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(263,'T0OTHER','case:1','C0FAILED','case_answer','',1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(264,'T0OTHER','case:1','C0SENT','case_answer','',1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(265,'T0OTHER','delivery:3','C0PLANNED','unsure','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(266,'T0OTHER','delivery:3','C0CLAIMED','unsure','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(267,'T0OTHER','delivery:3','C0SENT','unsure','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(268,'T0OTHER','delivery:3','C0WAITING','unsure','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(269,'T0OTHER','delivery:3','C0UNKNOWN','unsure','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(270,'T0OTHER','delivery:3','C0SKIPPED','unsure','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(271,'T0OTHER','delivery:3','C0FAILED','unsure','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(272,'T0OTHER','delivery:3','C0SENT','unsure','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(273,'T0OTHER','channel:C0SHUT','C0PLANNED','channel_paused','',2,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(274,'T0OTHER','channel:C0SHUT','C0CLAIMED','channel_paused','',2,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(275,'T0OTHER','channel:C0SHUT','C0SENT','channel_paused','',2,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(276,'T0OTHER','channel:C0SHUT','C0WAITING','channel_paused','',2,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(277,'T0OTHER','channel:C0SHUT','C0UNKNOWN','channel_paused','',2,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(278,'T0OTHER','channel:C0SHUT','C0SKIPPED','channel_paused','',2,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(279,'T0OTHER','channel:C0SHUT','C0FAILED','channel_paused','',2,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(280,'T0OTHER','channel:C0SHUT','C0SENT','channel_paused','',2,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(281,'T0OTHER','downtime','C0PLANNED','downtime','',1,'[1, 2, 3]',0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(282,'T0OTHER','downtime','C0CLAIMED','downtime','',1,'[1, 2, 3]',0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(283,'T0OTHER','downtime','C0SENT','downtime','',1,'[1, 2, 3]',0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(284,'T0OTHER','downtime','C0WAITING','downtime','',1,'[1, 2, 3]',0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(285,'T0OTHER','downtime','C0UNKNOWN','downtime','',1,'[1, 2, 3]',0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(286,'T0OTHER','downtime','C0SKIPPED','downtime','',1,'[1, 2, 3]',0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(287,'T0OTHER','downtime','C0FAILED','downtime','',1,'[1, 2, 3]',0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(288,'T0OTHER','downtime','C0SENT','downtime','',1,'[1, 2, 3]',1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(289,'T0OTHER','downtime','C0PLANNED','downtime','',2,'[4]',0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(290,'T0OTHER','downtime','C0CLAIMED','downtime','',2,'[4]',0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(291,'T0OTHER','downtime','C0SENT','downtime','',2,'[4]',0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(292,'T0OTHER','downtime','C0WAITING','downtime','',2,'[4]',0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(293,'T0OTHER','downtime','C0UNKNOWN','downtime','',2,'[4]',0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(294,'T0OTHER','downtime','C0SKIPPED','downtime','',2,'[4]',0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(295,'T0OTHER','downtime','C0FAILED','downtime','',2,'[4]',0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(296,'T0OTHER','downtime','C0SENT','downtime','',2,'[4]',1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(297,'T0OTHER','answer:3.000100 U0ANA','C0PLANNED','shared_answer','',-1,NULL,0,'post','planned','2026-11-30 09:00:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(298,'T0OTHER','answer:3.000100 U0ANA','C0CLAIMED','shared_answer','',-1,NULL,0,'post','claimed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(299,'T0OTHER','answer:3.000100 U0ANA','C0SENT','shared_answer','',-1,NULL,0,'post','sent','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000','C0SENT','3.000100','1.000100','',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(300,'T0OTHER','answer:3.000100 U0ANA','C0WAITING','shared_answer','',-1,NULL,0,'post','waiting','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(301,'T0OTHER','answer:3.000100 U0ANA','C0UNKNOWN','shared_answer','',-1,NULL,0,'post','unknown','2026-11-30 09:00:00.000000','2026-11-30 09:01:00.000000',1,0,'2026-11-30 09:00:00.000000',NULL,NULL,NULL,NULL,'answer_lost',NULL,'2026-11-30 09:00:00.000000',NULL);
INSERT INTO "deliveries" VALUES(302,'T0OTHER','answer:3.000100 U0ANA','C0SKIPPED','shared_answer','',-1,NULL,0,'post','skipped','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(303,'T0OTHER','answer:3.000100 U0ANA','C0FAILED','shared_answer','',-1,NULL,0,'post','failed','2026-11-30 09:00:00.000000',NULL,1,0,'2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000',NULL,NULL,NULL,'no_longer_planned',NULL,NULL,NULL);
INSERT INTO "deliveries" VALUES(304,'T0OTHER','answer:3.000100 U0ANA','C0SENT','shared_answer','',-1,NULL,1,'update','planned','2026-11-30 09:01:00.000000',NULL,0,0,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL);
CREATE TABLE drafts (
	workspace VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	about VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	entries JSON NOT NULL, put_off_to DATE, 
	CONSTRAINT pk_drafts PRIMARY KEY (workspace, number), 
	CONSTRAINT ck_drafts_state CHECK (state IN ('open', 'later', 'entered', 'not_for_us', 'no_news')), 
	CONSTRAINT uq_drafts_workspace_about_source UNIQUE (workspace, about, source), 
	CONSTRAINT fk_drafts_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "drafts" VALUES('T0ACME',1,'2027 1','mail:releases@vendor.example','open','2026-11-30 09:00:00.000000','','[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]',NULL);
INSERT INTO "drafts" VALUES('T0ACME',2,'2027 2','mail:releases@vendor.example','later','2026-11-30 09:00:00.000000','U0MAYA','[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]','2026-11-30');
INSERT INTO "drafts" VALUES('T0OTHER',1,'2027 1','mail:releases@vendor.example','open','2026-11-30 09:00:00.000000','','[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]',NULL);
INSERT INTO "drafts" VALUES('T0OTHER',2,'2027 2','mail:releases@vendor.example','later','2026-11-30 09:00:00.000000','U0MAYA','[{"identity": "<1@vendor.example>", "digest": "a1", "at": "2026-11-30T09:00:00Z", "news": {"kind": null, "name": {"value": "2027.1", "sentence": "Release 2027.1 is coming."}, "title": null, "live_on": null, "stopped_on": null, "dates": {"standard": {"value": "2026-11-30", "sentence": "Standard: today."}}, "impact": null, "ui_changes": [], "opt_ins": [{"value": {"name": "Offline mode", "how_to_enable": "", "enabled_by_default": null}, "sentence": "Offline mode"}], "docs": [{"value": {"title": "Notes", "url": "https://vendor.example/notes"}, "sentence": "The notes."}], "questions": []}, "is_verified": true, "is_decided": false}]','2026-11-30');
CREATE TABLE environments (
	integration_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	server VARCHAR NOT NULL, 
	CONSTRAINT pk_environments PRIMARY KEY (integration_id, name), 
	CONSTRAINT fk_environments_integration_id FOREIGN KEY(integration_id) REFERENCES integrations (id) ON DELETE CASCADE, 
	CONSTRAINT fk_environments_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "environments" VALUES(1,'production','T0ACME',0,'controlled');
INSERT INTO "environments" VALUES(2,'production','T0OTHER',0,'controlled');
CREATE TABLE feeds (
	workspace VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	day_order VARCHAR NOT NULL, 
	etag VARCHAR NOT NULL, 
	modified VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	looked_at DATETIME, 
	news_at DATETIME, 
	trouble VARCHAR NOT NULL, 
	failures INTEGER NOT NULL, 
	next_at DATETIME, 
	rests_until DATETIME, 
	reader VARCHAR NOT NULL, 
	held_at DATETIME, 
	CONSTRAINT pk_feeds PRIMARY KEY (workspace, name), 
	CONSTRAINT fk_feeds_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "feeds" VALUES('T0ACME','Vendor','https://vendor.example/feed.xml','day','"1"','Mon, 30 Nov 2026 08:00:00 GMT','abc','2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000','status:404',1,'2026-11-30 09:01:00.000000','2026-11-30 09:01:00.000000','one','2026-11-30 09:00:00.000000');
INSERT INTO "feeds" VALUES('T0OTHER','Vendor','https://vendor.example/feed.xml','day','"1"','Mon, 30 Nov 2026 08:00:00 GMT','abc','2026-11-30 09:00:00.000000','2026-11-30 09:00:00.000000','status:404',1,'2026-11-30 09:01:00.000000','2026-11-30 09:01:00.000000','one','2026-11-30 09:00:00.000000');
CREATE TABLE "history" (
	id INTEGER NOT NULL, 
	workspace VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR NOT NULL, 
	thing VARCHAR(16) NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	old VARCHAR, 
	new VARCHAR, 
	why VARCHAR NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (id), 
	CONSTRAINT fk_history_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT ck_history_thing CHECK (thing IN ('release', 'integration', 'server', 'setting', 'check'))
);
INSERT INTO "history" VALUES(1,'T0ACME','2026-11-30 09:00:00.000000','U0ANA','release','2026.11','2026.11','title','Old','Refresh','why');
INSERT INTO "history" VALUES(2,'T0ACME','2026-11-30 09:00:00.000000','U0ANA','check','2026.11','2026.11','Acme LMS	production	smoke_tests',NULL,'passed','');
INSERT INTO "history" VALUES(3,'T0OTHER','2026-11-30 09:00:00.000000','U0ANA','release','2026.11','2026.11','title','Old','Refresh','why');
INSERT INTO "history" VALUES(4,'T0OTHER','2026-11-30 09:00:00.000000','U0ANA','check','2026.11','2026.11','Acme LMS	production	smoke_tests',NULL,'passed','');
CREATE TABLE integrations (
	id INTEGER NOT NULL, 
	workspace VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	timezone VARCHAR, 
	owners JSON NOT NULL, 
	CONSTRAINT pk_integrations PRIMARY KEY (id), 
	CONSTRAINT uq_integrations_workspace_folded UNIQUE (workspace, folded), 
	CONSTRAINT fk_integrations_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "integrations" VALUES(1,'T0ACME','Acme LMS','acme lms','C0ACME',NULL,'["U0ANA"]');
INSERT INTO "integrations" VALUES(2,'T0OTHER','Acme LMS','acme lms','C0ACME',NULL,'["U0ANA"]');
CREATE TABLE looked_up (
	workspace VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	is_admin BOOLEAN NOT NULL, 
	hindrance VARCHAR NOT NULL, 
	members JSON NOT NULL, 
	CONSTRAINT pk_looked_up PRIMARY KEY (workspace, id), 
	CONSTRAINT fk_looked_up_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "looked_up" VALUES('T0ACME','S0RELEASES',0,'','["U0ANA"]');
INSERT INTO "looked_up" VALUES('T0OTHER','S0RELEASES',0,'','["U0ANA"]');
CREATE TABLE mail_files (
	workspace VARCHAR NOT NULL, 
	mail INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	name VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_mail_files PRIMARY KEY (workspace, mail, position), 
	CONSTRAINT fk_mail_files_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "mail_files" VALUES('T0ACME',1,0,'2026-11-30 09:00:00.000000','log.txt',X'49742068616E67732E');
INSERT INTO "mail_files" VALUES('T0OTHER',1,0,'2026-11-30 09:00:00.000000','log.txt',X'49742068616E67732E');
CREATE TABLE mail_secrets (
	workspace VARCHAR NOT NULL, 
	secret VARCHAR NOT NULL, 
	CONSTRAINT pk_mail_secrets PRIMARY KEY (workspace), 
	CONSTRAINT fk_mail_secrets_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE mailboxes (
	workspace VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	validity BIGINT NOT NULL, 
	read_to BIGINT NOT NULL, 
	reader VARCHAR NOT NULL, 
	held_at DATETIME, 
	CONSTRAINT pk_mailboxes PRIMARY KEY (workspace, name), 
	CONSTRAINT fk_mailboxes_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "mailboxes" VALUES('T0ACME','releases@mail.example/INBOX',1792000000,4000000000,'one','2026-11-30 09:00:00.000000');
INSERT INTO "mailboxes" VALUES('T0OTHER','releases@mail.example/INBOX',1792000000,4000000000,'one','2026-11-30 09:00:00.000000');
CREATE TABLE "pauses" (
	workspace VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	since DATETIME NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_pauses PRIMARY KEY (workspace, channel), 
	CONSTRAINT fk_pauses_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "pauses" VALUES('T0ACME','C0SHUT','is_archived','2026-11-30 08:59:59.999999',2);
INSERT INTO "pauses" VALUES('T0OTHER','C0SHUT','is_archived','2026-11-30 08:59:59.999999',2);
CREATE TABLE received_mails (
	workspace VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	identity VARCHAR NOT NULL, 
	message_id VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	"case" INTEGER, 
	is_from_vendor BOOLEAN NOT NULL, 
	is_last_shown BOOLEAN NOT NULL, 
	content JSON, 
	CONSTRAINT pk_received_mails PRIMARY KEY (workspace, number), 
	CONSTRAINT uq_received_mails_workspace_identity UNIQUE (workspace, identity), 
	CONSTRAINT fk_received_mails_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "received_mails" VALUES('T0ACME',1,'1','<1@vendor.example>','2026-11-30 09:00:00.000000',1,1,0,'{"sender": {"name": "Priya", "address": "priya@vendor.example"}, "subject": "Re: player is blank", "sent_at": "2026-11-30T09:00:00+00:00", "references": ["<FN-1-abcdefghij.0@acme.example>"], "recipients": [{"name": "", "address": "releases@acme.example"}], "text": "Fixed.", "whole": "Fixed.\n\n> It hangs.", "attachments": [{"name": "log.txt", "type": "text/plain", "size": 12, "inline": false, "part": 2, "is_taken": false}], "automatic": "generated", "verified": true, "unread": ["date"]}');
INSERT INTO "received_mails" VALUES('T0ACME',2,'2','<2@elsewhere.example>','2026-11-30 09:00:00.000000',NULL,0,0,NULL);
INSERT INTO "received_mails" VALUES('T0OTHER',1,'1','<1@vendor.example>','2026-11-30 09:00:00.000000',1,1,0,'{"sender": {"name": "Priya", "address": "priya@vendor.example"}, "subject": "Re: player is blank", "sent_at": "2026-11-30T09:00:00+00:00", "references": ["<FN-1-abcdefghij.0@acme.example>"], "recipients": [{"name": "", "address": "releases@acme.example"}], "text": "Fixed.", "whole": "Fixed.\n\n> It hangs.", "attachments": [{"name": "log.txt", "type": "text/plain", "size": 12, "inline": false, "part": 2, "is_taken": false}], "automatic": "generated", "verified": true, "unread": ["date"]}');
INSERT INTO "received_mails" VALUES('T0OTHER',2,'2','<2@elsewhere.example>','2026-11-30 09:00:00.000000',NULL,0,0,NULL);
CREATE TABLE "releases" (
	id INTEGER NOT NULL, 
	workspace VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	affects_integrations BOOLEAN NOT NULL, 
	ui_changes JSON NOT NULL, 
	opt_ins JSON NOT NULL, 
	docs JSON NOT NULL, 
	owner VARCHAR, 
	former_names JSON NOT NULL, 
	given_up JSON NOT NULL, 
	own_key VARCHAR NOT NULL, 
	CONSTRAINT pk_releases PRIMARY KEY (id), 
	CONSTRAINT uq_releases_workspace_folded UNIQUE (workspace, folded), 
	CONSTRAINT fk_releases_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "releases" VALUES(1,'T0ACME','2026.11','2026.11','Refresh','New.',1,'[{"text": "Bar", "key": "k1"}]','[{"name": "Offline mode", "how_to_enable": "Settings", "enabled_by_default": false, "key": "k2"}]','[{"title": "Notes", "url": "https://vendor.example/notes"}]','U0ANA','[]','[]','');
INSERT INTO "releases" VALUES(2,'T0ACME','2026.12: a patch','2026.12: a patch','Patch','',0,'[]','[]','[]',NULL,'[]','[]','');
INSERT INTO "releases" VALUES(3,'T0OTHER','2026.11','2026.11','Refresh','New.',1,'[{"text": "Bar", "key": "k1"}]','[{"name": "Offline mode", "how_to_enable": "Settings", "enabled_by_default": false, "key": "k2"}]','[{"title": "Notes", "url": "https://vendor.example/notes"}]','U0ANA','[]','[]','');
INSERT INTO "releases" VALUES(4,'T0OTHER','2026.12: a patch','2026.12: a patch','Patch','',0,'[]','[]','[]',NULL,'[]','[]','');
CREATE TABLE servers (
	workspace VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	former_name VARCHAR, 
	lag_days INTEGER NOT NULL, 
	CONSTRAINT pk_servers PRIMARY KEY (workspace, "key"), 
	CONSTRAINT fk_servers_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "servers" VALUES('T0ACME','standard',0,'Standard Release server','Production',0);
INSERT INTO "servers" VALUES('T0ACME','controlled',1,'Controlled Release server','Enterprise',14);
INSERT INTO "servers" VALUES('T0OTHER','standard',0,'Standard Release server','Production',0);
INSERT INTO "servers" VALUES('T0OTHER','controlled',1,'Controlled Release server','Enterprise',14);
CREATE TABLE shared_answers (
	workspace VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	content VARCHAR NOT NULL, 
	CONSTRAINT pk_shared_answers PRIMARY KEY (workspace, "key"), 
	CONSTRAINT fk_shared_answers_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "shared_answers" VALUES('T0ACME','3.000100 U0ANA','2026-11-30 09:00:00.000000','{"text":"Live.","parts":[]}');
INSERT INTO "shared_answers" VALUES('T0OTHER','3.000100 U0ANA','2026-11-30 09:00:00.000000','{"text":"Live.","parts":[]}');
CREATE TABLE stages (
	release_id INTEGER NOT NULL, 
	server VARCHAR NOT NULL, 
	workspace VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	date DATE NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	live_at DATETIME, 
	confirmed_by VARCHAR, changed_at DATETIME, changed_by VARCHAR, why VARCHAR, 
	CONSTRAINT pk_stages PRIMARY KEY (release_id, server), 
	CONSTRAINT fk_stages_release_id FOREIGN KEY(release_id) REFERENCES releases (id) ON DELETE CASCADE, 
	CONSTRAINT fk_stages_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT ck_stages_status CHECK (status IN ('planned', 'live', 'rolled_back', 'hotfixed', 'held', 'withdrawn'))
);
INSERT INTO "stages" VALUES(1,'standard','T0ACME',0,'2026-11-30','live','2026-11-30 09:00:00.000000','U0ANA',NULL,NULL,'');
INSERT INTO "stages" VALUES(1,'controlled','T0ACME',1,'2026-12-14','planned',NULL,NULL,NULL,NULL,'');
INSERT INTO "stages" VALUES(2,'controlled','T0ACME',0,'2026-12-14','planned',NULL,NULL,NULL,NULL,'');
INSERT INTO "stages" VALUES(3,'standard','T0OTHER',0,'2026-11-30','live','2026-11-30 09:00:00.000000','U0ANA',NULL,NULL,'');
INSERT INTO "stages" VALUES(3,'controlled','T0OTHER',1,'2026-12-14','planned',NULL,NULL,NULL,NULL,'');
INSERT INTO "stages" VALUES(4,'controlled','T0OTHER',0,'2026-12-14','planned',NULL,NULL,NULL,NULL,'');
CREATE TABLE turns (
	workspace VARCHAR NOT NULL, 
	lane VARCHAR NOT NULL, 
	taken_until DATETIME NOT NULL, 
	CONSTRAINT pk_turns PRIMARY KEY (workspace, lane), 
	CONSTRAINT fk_turns_workspace FOREIGN KEY(workspace) REFERENCES workspaces ("key") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE wordings (
	delivery INTEGER NOT NULL, 
	words VARCHAR NOT NULL, 
	CONSTRAINT pk_wordings PRIMARY KEY (delivery), 
	CONSTRAINT fk_wordings_delivery FOREIGN KEY(delivery) REFERENCES deliveries (id) ON DELETE CASCADE
);
INSERT INTO "wordings" VALUES(3,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(11,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(19,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(27,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(35,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(43,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(155,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(163,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(171,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(179,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(187,'"2026.11 is live on Standard."');
INSERT INTO "wordings" VALUES(195,'"2026.11 is live on Standard."');
CREATE TABLE workspaces (
	"key" VARCHAR NOT NULL, calendar_version BIGINT DEFAULT '0' NOT NULL, planned_with VARCHAR, 
	CONSTRAINT pk_workspaces PRIMARY KEY ("key")
);
INSERT INTO "workspaces" VALUES('T0ACME',1,NULL);
INSERT INTO "workspaces" VALUES('T0OTHER',1,NULL);
CREATE INDEX ix_stages_workspace ON stages (workspace);
CREATE INDEX ix_environments_workspace ON environments (workspace);
CREATE INDEX ix_deliveries_workspace_due_at ON deliveries (workspace, due_at);
CREATE INDEX ix_deliveries_open ON deliveries (workspace, ready_at) WHERE state IN ('planned', 'waiting');
CREATE INDEX ix_deliveries_held ON deliveries (workspace, channel) WHERE state IN ('claimed', 'waiting');
CREATE INDEX ix_deliveries_searched_for ON deliveries (workspace, next_at) WHERE state IN ('sent', 'unknown') AND next_at IS NOT NULL;
CREATE INDEX ix_acts_workspace_at ON acts (workspace, at);
CREATE INDEX ix_checks_integration_id ON checks (integration_id);
CREATE INDEX ix_checks_release_id ON checks (release_id);
CREATE INDEX ix_history_workspace_thing_folded ON history (workspace, thing, folded);
CREATE INDEX ix_accepted_risks_workspace ON accepted_risks (workspace);
CREATE INDEX ix_deliveries_undecided ON deliveries (workspace) WHERE action = 'post' AND (state = 'failed' OR state = 'unknown' AND next_at IS NULL);
CREATE INDEX ix_received_mails_workspace_message_id ON received_mails (workspace, message_id);
CREATE INDEX ix_received_mails_workspace_case_at ON received_mails (workspace, "case", at);
CREATE INDEX ix_mail_files_workspace_at ON mail_files (workspace, at);
CREATE INDEX ix_deliveries_alike ON deliveries (workspace, topic, due_at, kind, server, number, revision, action, state);
CREATE INDEX ix_deliveries_cards ON deliveries (workspace, topic, channel) WHERE action = 'post' AND state = 'sent' AND thread IS NULL AND reason != 'message_gone';
CREATE INDEX ix_deliveries_told ON deliveries (workspace, topic, wording, action) WHERE state IN ('claimed', 'sent', 'unknown') AND statement IS NOT NULL AND started_at IS NOT NULL;
CREATE INDEX ix_cases_workspace_opened_at ON cases (workspace, opened_at);
COMMIT;
