{{/*
A process that answers requests: Deployment, Service, how many there are, and how many may be away at once.
Call: include "caelum.control" (dict "root" $ "name" "identity-svc" "settings" "caelum.settings.identity" ...)
  single: true if there may be one only; volumes, mounts: YAML for it
*/}}
{{- define "caelum.control" -}}
{{- $root := .root -}}
{{- $me := list .root .name -}}
{{- $scaled := and $root.Values.control.autoscaling.enabled (not .single) -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "caelum.name" $me }}
  labels:
    {{- include "caelum.labels" $me | nindent 4 }}
spec:
  {{- if .single }}
  replicas: 1
  strategy:
    # its volume can be with one only
    type: Recreate
  {{- else }}
  {{- if not $scaled }}
  replicas: {{ $root.Values.control.replicas }}
  {{- end }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  {{- end }}
  selector:
    matchLabels:
      {{- include "caelum.selector" $me | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "caelum.labels" $me | nindent 8 }}
    spec:
      {{- include "caelum.podSecurity" (list $root 10001) | nindent 6 }}
      {{- include "caelum.spread" $me | nindent 6 }}
      terminationGracePeriodSeconds: 45
      containers:
        - name: {{ .name }}
          image: {{ include "caelum.image" $me }}
          imagePullPolicy: {{ $root.Values.images.pullPolicy }}
          ports:
            - name: http
              containerPort: 8080
          env:
            {{- include "caelum.commonSettings" $root | nindent 12 }}
            {{- include .settings $root | nindent 12 }}
          {{- include "caelum.probes" $root | nindent 10 }}
          lifecycle:
            preStop:
              # until every node knows that this pod gets no more requests
              exec:
                command: ["sleep", "5"]
          resources:
            {{- toYaml $root.Values.control.resources | nindent 12 }}
          {{- include "caelum.containerSecurity" $root | nindent 10 }}
          volumeMounts:
            - name: tmp
              mountPath: /tmp
            {{- with .mounts }}
            {{- . | nindent 12 }}
            {{- end }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: 64Mi
        {{- with .volumes }}
        {{- . | nindent 8 }}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "caelum.name" $me }}
  labels:
    {{- include "caelum.labels" $me | nindent 4 }}
spec:
  {{- if ne .name "api-gateway" }}
  # the gateway takes turns among the pods by itself: one address for all would keep its connections with a few
  clusterIP: None
  {{- end }}
  selector:
    {{- include "caelum.selector" $me | nindent 4 }}
  ports:
    - name: http
      port: 8080
      targetPort: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "caelum.name" $me }}
  labels:
    {{- include "caelum.labels" $me | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "caelum.selector" $me | nindent 6 }}
{{- if $scaled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "caelum.name" $me }}
  labels:
    {{- include "caelum.labels" $me | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "caelum.name" $me }}
  minReplicas: {{ $root.Values.control.autoscaling.min }}
  maxReplicas: {{ $root.Values.control.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ $root.Values.control.autoscaling.cpuPercent }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 300
{{- end }}
{{- end }}
