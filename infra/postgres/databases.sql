-- A role and a database for every service, each out of reach of the others, and the role that its requests run as. Run by psql as
-- administrator, once, on a new server; passwords come from the environment, where no list of processes shows them.

\set ON_ERROR_STOP on

\getenv password CONTRACTS_DATABASE_PASSWORD
CREATE ROLE contracts LOGIN PASSWORD :'password';
CREATE DATABASE contracts OWNER contracts;
REVOKE ALL ON DATABASE contracts FROM PUBLIC;
CREATE ROLE contracts_app NOLOGIN;
GRANT contracts_app TO contracts;

\getenv password PLACEMENTS_DATABASE_PASSWORD
CREATE ROLE placements LOGIN PASSWORD :'password';
CREATE DATABASE placements OWNER placements;
REVOKE ALL ON DATABASE placements FROM PUBLIC;
CREATE ROLE placements_app NOLOGIN;
GRANT placements_app TO placements;

\getenv password FINANCE_DATABASE_PASSWORD
CREATE ROLE finance LOGIN PASSWORD :'password';
CREATE DATABASE finance OWNER finance;
REVOKE ALL ON DATABASE finance FROM PUBLIC;
CREATE ROLE finance_app NOLOGIN;
GRANT finance_app TO finance;

\getenv password REPORTING_DATABASE_PASSWORD
CREATE ROLE reporting LOGIN PASSWORD :'password';
CREATE DATABASE reporting OWNER reporting;
REVOKE ALL ON DATABASE reporting FROM PUBLIC;
CREATE ROLE reporting_app NOLOGIN;
GRANT reporting_app TO reporting;

-- The event log, where it is in PostgreSQL: see infra/compose.postgres-log.yml.
\getenv log_password LOG_DATABASE_PASSWORD
\if :{?log_password}
CREATE ROLE log LOGIN PASSWORD :'log_password';
CREATE DATABASE log OWNER log;
REVOKE ALL ON DATABASE log FROM PUBLIC;
CREATE ROLE log_app NOLOGIN;
GRANT log_app TO log;
\endif
