from backend.core.models import DeletedImport, Question, QuestionLog


def remember_deletion(question: Question, log: QuestionLog | None = None) -> None:
    """Keep an imported question, or one imported attempt at it, from coming back with the next import.

    Does nothing for what a person made. Called before the row is deleted, under the writer's lock.
    """
    log_external_id = log.external_id if log else ""
    if not question.platform or (log and not log_external_id):
        return
    DeletedImport.objects.get_or_create(
        user_id=question.user_id,
        platform=question.platform,
        external_id=question.external_id,
        log_external_id=log_external_id,
    )
