FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1
WORKDIR /srv/qawl
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 qawl \
    && install -d -o qawl /data
USER qawl
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
