"""What the database itself refuses: changed evidence, and words that are not in the text."""

from typing import ClassVar

from django.db import migrations

IMMUTABLE = """
CREATE FUNCTION qawl_refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are evidence and never change', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER snapshot_never_changes BEFORE UPDATE ON statements_snapshot
    FOR EACH ROW EXECUTE FUNCTION qawl_refuse_update();
CREATE TRIGGER revision_never_changes BEFORE UPDATE ON statements_revision
    FOR EACH ROW EXECUTE FUNCTION qawl_refuse_update();
"""
MUTABLE = """
DROP TRIGGER revision_never_changes ON statements_revision;
DROP TRIGGER snapshot_never_changes ON statements_snapshot;
DROP FUNCTION qawl_refuse_update();
"""

# A statement's content is the longest of its spans, its cue the characters of the cue's span:
# nothing can be stored that the revision's text does not say.
TRUE_TO_TEXT = """
CREATE FUNCTION qawl_statement_is_true_to_its_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    body text;
    longest int4range;
    whole int4range;
BEGIN
    SELECT text INTO STRICT body FROM statements_revision
        WHERE id = NEW.revision_id AND article_id = NEW.article_id;
    whole := int4range(0, length(body));
    SELECT span INTO longest FROM unnest(NEW.content_spans) AS span
        ORDER BY upper(span) - lower(span) DESC, lower(span) LIMIT 1;
    IF NOT (NEW.cue_span <@ whole
            AND whole @> ALL (NEW.content_spans)
            AND COALESCE(NEW.speaker_span <@ whole, true)
            AND COALESCE(NEW.antecedent_span <@ whole, true)
            AND COALESCE(NEW.session_span <@ whole, true)) THEN
        RAISE EXCEPTION 'a span lies outside the text of revision %', NEW.revision_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.content <> substr(body, lower(longest) + 1, upper(longest) - lower(longest)) THEN
        RAISE EXCEPTION 'the content is not what stands at its span'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.cue <> substr(body, lower(NEW.cue_span) + 1, upper(NEW.cue_span) - lower(NEW.cue_span)) THEN
        RAISE EXCEPTION 'the cue is not what stands at its span'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
EXCEPTION WHEN no_data_found THEN
    RAISE EXCEPTION 'revision % is none of article %', NEW.revision_id, NEW.article_id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER statement_is_true_to_its_text
    BEFORE INSERT OR UPDATE OF article_id, revision_id, content, content_spans, cue, cue_span,
        speaker_span, antecedent_span, session_span ON statements_statement
    FOR EACH ROW EXECUTE FUNCTION qawl_statement_is_true_to_its_text();
"""
UNCHECKED = """
DROP TRIGGER statement_is_true_to_its_text ON statements_statement;
DROP FUNCTION qawl_statement_is_true_to_its_text();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("statements", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(IMMUTABLE, MUTABLE),
        migrations.RunSQL(TRUE_TO_TEXT, UNCHECKED),
    ]
