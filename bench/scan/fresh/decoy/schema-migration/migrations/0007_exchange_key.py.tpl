from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_auto_20240402_1130")]

    operations = [
        migrations.AddField("account", "api_key", models.CharField(max_length=128, default="")),
        migrations.AddField("account", "api_secret_encrypted", models.BinaryField(null=True)),
        migrations.AddField("account", "passphrase_hint", models.CharField(max_length=64, blank=True)),
        migrations.AlterField("order", "client_order_id", models.UUIDField(unique=True)),
    ]
