"""What the queue still holds for a worker that is gone."""

from typing import Any

from config.celery import app


def hand_out_again() -> int:
    """Put tasks that a killed worker had begun back into the queue; how many.

    The queue does so by itself, but only after the visibility time-out. Right only while no worker
    runs: a task at work would be done twice.
    """
    with app.connection_for_write() as connection:
        channel: Any = connection.default_channel  # of the Redis transport
        tags = channel.client.zrange(channel.unacked_index_key, 0, -1)
        for tag in tags:
            channel.qos.restore_by_tag(tag.decode())
    return len(tags)
