from backend.core.models import Activity, DeletedImport, Question, QuestionLog


def remember_deletion(row: Question | Activity, log: QuestionLog | None = None) -> None:
    """Keep an imported question or activity, or one imported attempt at the question, from coming back.

    Does nothing for what a person made. Called before the row is deleted, under the writer's lock.
    """
    log_external_id = log.external_id if log else ""
    if not row.platform or (log and not log_external_id):
        return
    DeletedImport.objects.get_or_create(
        user_id=row.user_id,
        platform=row.platform,
        external_id=row.external_id,
        log_external_id=log_external_id,
    )
