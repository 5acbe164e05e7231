"""The outbox, and the only code that talks to SendGrid."""
