from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("infrastructure", "0001_create_outbox")]

    operations = [
        migrations.AddField("outbox", "trace", models.JSONField(blank=True, db_default={}, default=dict)),
        migrations.AddField("outbox", "sent_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("outbox", "sends", models.PositiveIntegerField(db_default=0, default=0)),
    ]
